"""A company's OpenID Connect provider, small and true to the protocol, on this machine only.

Authorization code with PKCE: every check that a provider owes is made, so that a client that skips a step fails here.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "kaname", "a secret of two"


class Provider(ThreadingHTTPServer):
    """``identity`` is who signs in next; ``codes`` holds what was promised and not yet fetched."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.identity: dict = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.tokens: set[str] = set()
        self.refused: list[str] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.shutdown()
        self.server_close()


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {k: v[0] for k, v in parse_qs(parts.query).items()}
        match parts.path:
            case "/.well-known/openid-configuration":
                self.tell(self.configuration())
            case "/jwks":
                key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.server.key.public_key()))
                self.tell({"keys": [key | {"kid": "1", "use": "sig", "alg": "RS256"}]})
            case "/authorize":
                self.authorize(asked)
            case "/userinfo":
                bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
                self.tell(self.server.identity if bearer in self.server.tokens else None)
            case _:
                self.tell(None)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.exchange({k: v[0] for k, v in parse_qs(body).items()})

    def configuration(self) -> dict:
        url = self.server.url
        return {
            "issuer": url,
            "authorization_endpoint": f"{url}/authorize",
            "token_endpoint": f"{url}/token",
            "userinfo_endpoint": f"{url}/userinfo",
            "jwks_uri": f"{url}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, asked: dict[str, str]) -> None:
        """The person is signed in there and agrees: back with a code."""
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert (asked["code_challenge_method"], "openid" in asked["scope"].split()) == ("S256", True)
        code = secrets.token_urlsafe()
        self.server.codes[code] = asked
        self.send_response(302)
        back = urlencode({"code": code, "state": asked["state"]})
        self.send_header("Location", f"{asked['redirect_uri']}?{back}")
        self.end_headers()

    def exchange(self, given: dict[str, str]) -> None:
        promised = self.server.codes.pop(given.get("code", ""), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        good = (
            promised is not None
            and proof.decode().rstrip("=") == promised["code_challenge"]
            and given.get("redirect_uri") == promised["redirect_uri"]
            and (given.get("client_id"), given.get("client_secret")) == (CLIENT, SECRET)
        )
        if not good:
            self.server.refused.append(given.get("code", ""))
            return self.tell({"error": "invalid_grant"}, 400)
        token = secrets.token_urlsafe()
        self.server.tokens.add(token)
        now = int(time.time())
        claims = {"iss": self.server.url, "aud": CLIENT, "iat": now, "exp": now + 60} | self.server.identity
        if "nonce" in promised:
            claims["nonce"] = promised["nonce"]
        signed = jwt.encode(claims, self.server.key, algorithm="RS256", headers={"kid": "1"})
        return self.tell({"access_token": token, "token_type": "Bearer", "expires_in": 60, "id_token": signed})

    def tell(self, what: object, status: int = 200) -> None:
        body = json.dumps(what).encode()
        self.send_response(status if what is not None else 404)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""
