#!/usr/bin/env python3
"""The same provisioner behind an address: it prints where it listens.

nslab run --target hook:http://127.0.0.1:PORT/"""
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import provisioner

class Hook(BaseHTTPRequestHandler):
    def do_POST(self):
        order = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        body = json.dumps(provisioner.carry_out(order)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass

server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
print(f"http://127.0.0.1:{server.server_port}/", flush=True)
server.serve_forever()
