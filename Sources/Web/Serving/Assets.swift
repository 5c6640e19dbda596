import Hummingbird

extension WebService {
    /// Style and scripts, which are part of the program and ask nothing of anybody else.
    func addAssets(to router: Router<WebContext>) {
        let assets: [(String, String, [UInt8])] = [
            ("style.css", "text/css; charset=utf-8", PackageResources.style_css),
            ("keys.js", "text/javascript; charset=utf-8", PackageResources.keys_js),
            ("viewer.js", "text/javascript; charset=utf-8", PackageResources.viewer_js),
            ("intake.js", "text/javascript; charset=utf-8", PackageResources.intake_js),
            ("record.js", "text/javascript; charset=utf-8", PackageResources.record_js),
            ("icon.svg", "image/svg+xml", PackageResources.icon_svg),
        ]
        for (name, type, bytes) in assets {
            router.get("/assets/\(name)") { _, _ in
                Response(
                    status: .ok, headers: [.contentType: type, .cacheControl: "public, max-age=300"],
                    body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
            }
        }
    }
}
