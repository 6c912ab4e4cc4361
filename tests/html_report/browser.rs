//! A headless Chromium, driven over its own pipe (`--remote-debugging-pipe`): no port, no network, no other crate.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use base64::Engine as _;
use serde_json::{Value, json};

const PATIENCE: Duration = Duration::from_secs(60);

/// The browser's path, if there is one.
pub fn find() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .flat_map(|name| std::env::split_paths(&path).map(move |folder| folder.join(name)))
        .find(|candidate| candidate.is_file())
}

/// One browser with one page.
pub struct Browser {
    process: Child,
    requests: File,
    replies: Receiver<Value>,
    session: Option<String>,
    last: u64,
    events: Vec<Value>,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts Chromium and loads a local page.
    pub fn open(program: &Path, page: &Path) -> Self {
        let profile = tempfile::tempdir().expect("a temporary folder");
        let (to, from) = (profile.path().join("to"), profile.path().join("from"));
        assert!(Command::new("mkfifo").args([&to, &from]).status().expect("mkfifo runs").success());
        // The shell gives the browser its pipes as file descriptors 3 and 4.
        let process = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<\"$TO\" 4>\"$FROM\""])
            .arg(program)
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
            ])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--force-color-profile=srgb", "--hide-scrollbars", "--remote-debugging-pipe"])
            .arg(format!("--user-data-dir={}", profile.path().join("profile").display()))
            .envs([("TO", &to), ("FROM", &from)])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("Chromium starts");
        let (send_pipe, pipe) = channel();
        let (send, replies) = channel();
        // Opening a pipe waits for the other end, and so does reading: in a thread, so that a dead browser fails a test in time.
        std::thread::spawn(move || {
            let Ok(requests) = OpenOptions::new().write(true).open(to) else { return };
            let Ok(from) = File::open(from) else { return };
            let _ = send_pipe.send(requests);
            let mut from = BufReader::new(from);
            let mut message = Vec::new();
            while from.read_until(0, &mut message).is_ok_and(|n| n > 0) {
                message.pop();
                let Ok(value) = serde_json::from_slice(&message) else { return };
                if send.send(value).is_err() {
                    return;
                }
                message.clear();
            }
        });
        let requests = pipe.recv_timeout(PATIENCE).expect("Chromium opens its pipes");
        let mut browser = Self {
            process,
            requests,
            replies,
            session: None,
            last: 0,
            events: Vec::new(),
            _profile: profile,
        };
        let target = browser.call("Target.createTarget", json!({ "url": "about:blank" }));
        let session =
            browser.call("Target.attachToTarget", json!({ "targetId": target["targetId"], "flatten": true }));
        browser.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        browser.size(1280, 900);
        browser.call("Page.navigate", json!({ "url": format!("file://{}", page.display()) }));
        browser.until("document.readyState === 'complete'");
        browser
    }

    /// One command of the DevTools protocol.
    pub fn call(&mut self, method: &str, params: Value) -> Value {
        self.last += 1;
        let mut request = json!({ "id": self.last, "method": method, "params": params });
        if let Some(session) = &self.session {
            request["sessionId"] = session.as_str().into();
        }
        let mut bytes = request.to_string().into_bytes();
        bytes.push(0);
        self.requests.write_all(&bytes).expect("the browser reads");
        loop {
            let mut reply =
                self.replies.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("{method}: no answer"));
            if reply["id"] == self.last {
                assert!(reply["error"].is_null(), "{method}: {}", reply["error"]);
                return reply["result"].take();
            }
            self.events.push(reply);
        }
    }

    /// The value of a JavaScript expression.
    pub fn eval(&mut self, expression: &str) -> Value {
        let params = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let mut result = self.call("Runtime.evaluate", params);
        assert!(result["exceptionDetails"].is_null(), "{expression}: {}", result["exceptionDetails"]);
        result["result"]["value"].take()
    }

    /// Waits until an expression is true.
    pub fn until(&mut self, expression: &str) {
        let start = Instant::now();
        while self.eval(expression) != true {
            assert!(start.elapsed() < PATIENCE, "never true: {expression}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Presses a key: a character, or a name such as `ArrowRight`.
    pub fn press(&mut self, key: &str) {
        let mut down = json!({ "type": "keyDown", "key": key });
        match key {
            "Enter" => down["text"] = "\r".into(),
            _ if key.chars().count() == 1 => down["text"] = key.into(),
            _ => {}
        }
        if key == "Enter" {
            down["windowsVirtualKeyCode"] = 13.into();
        }
        self.call("Input.dispatchKeyEvent", down);
        self.call("Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": key }));
    }

    /// Puts the pointer on the middle of an element.
    pub fn point_at(&mut self, selector: &str) {
        // A browser finds what lies under the pointer on the page as it was painted: first the scrolling has to be.
        let place = self.eval(&format!(
            "(async () => {{ const e = document.querySelector({selector:?}); e.scrollIntoView({{ block: 'center' }}); \
             await new Promise((painted) => setTimeout(painted, 100)); \
             const r = e.getClientRects()[0]; return [r.left + r.width / 2, r.top + r.height / 2]; }})()"
        ));
        let (x, y) = (place[0].as_f64().expect("a place"), place[1].as_f64().expect("a place"));
        for x in [x - 1.0, x] {
            let params = json!({ "type": "mouseMoved", "x": x, "y": y, "pointerType": "mouse" });
            self.call("Input.dispatchMouseEvent", params);
        }
    }

    /// Sets the size of the window.
    pub fn size(&mut self, width: u32, height: u32) {
        let params = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", params);
    }

    /// Prefers `light` or `dark`.
    pub fn prefer(&mut self, scheme: &str) {
        let params = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.call("Emulation.setEmulatedMedia", params);
    }

    /// A picture of the window.
    pub fn picture(&mut self, file: &Path) {
        let result = self.call("Page.captureScreenshot", json!({ "format": "png" }));
        save(&result, file);
    }

    /// The page as it is printed on A4.
    pub fn print(&mut self, file: &Path) {
        let params = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": true, "printBackground": true });
        let result = self.call("Page.printToPDF", params);
        save(&result, file);
    }

    /// What the page complained of and what it asked for beyond itself; nothing of either is right.
    pub fn complaints(&mut self) -> Vec<String> {
        // One more round trip, so that what is under way has arrived.
        self.eval("new Promise((done) => setTimeout(done, 50))");
        let mut documents = 0;
        let wrong = |event: &Value, documents: &mut u32| match event["method"].as_str().unwrap_or_default() {
            "Runtime.exceptionThrown" => true,
            "Runtime.consoleAPICalled" => true,
            // What is for information only (`Autofocus processing was blocked …`) depends on who was first.
            "Log.entryAdded" => {
                matches!(event["params"]["entry"]["level"].as_str(), Some("warning" | "error"))
            }
            "Network.requestWillBeSent" => {
                *documents += 1;
                *documents > 1
            }
            _ => false,
        };
        self.events
            .iter()
            .filter(|event| wrong(event, &mut documents))
            .map(|event| event["params"].to_string())
            .collect()
    }
}

fn save(result: &Value, file: &Path) {
    let data = result["data"].as_str().expect("data");
    let bytes = base64::engine::general_purpose::STANDARD.decode(data).expect("base64");
    std::fs::write(file, bytes).expect("written");
}

impl Drop for Browser {
    fn drop(&mut self) {
        let close = format!("{}\0", json!({ "id": self.last + 1, "method": "Browser.close" }));
        let asked = self.requests.write_all(close.as_bytes()).is_ok();
        let start = Instant::now();
        while asked && start.elapsed() < Duration::from_secs(5) {
            if matches!(self.process.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
