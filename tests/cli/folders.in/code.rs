Talks opened in the city of Doha on Monday.
