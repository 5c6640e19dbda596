import Archive
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Markup
import NIOCore

/// Stands before every route: answers failures, sends the headers of a careful server, and tells who asks.
struct Gatekeeper: RouterMiddleware {
    let service: WebService

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if request.cookies["language"]?.value == Language.english.rawValue { context.language = .english }
        var response: Response
        do {
            if let token = request.cookies[service.cookieName]?.value {
                context.session = try await service.accounts.session(token, at: service.clock())
            }
            guard context.session != nil || Self.isPublic(request.uri.path) else { throw WebFailure.signIn }
            response = try await next(request, context)
        } catch {
            response = answer(to: error, request, context)
        }
        for (name, value) in Self.headers where response.headers[name] == nil {
            response.headers[name] = value
        }
        if service.isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// What strangers may ask for: the way in, and the style of its page.
    private static func isPublic(_ path: String) -> Bool {
        ["/", "/login", "/language", "/api/v1/session"].contains(path) || path.hasPrefix("/assets/")
    }

    private static let headers: [(HTTPField.Name, String)] = [
        (
            .contentSecurityPolicy,
            """
            default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; \
            form-action 'self'; frame-ancestors 'none'; base-uri 'none'
            """
        ),
        (.xContentTypeOptions, "nosniff"),
        (.referrerPolicy, "no-referrer"),
        (.permissionsPolicy, "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        (.crossOriginOpenerPolicy, "same-origin"),
        (.crossOriginResourcePolicy, "same-origin"),
        (.xFrameOptions, "DENY"),
        (.cacheControl, "no-store"),
    ]

    private func answer(to error: any Error, _ request: Request, _ context: WebContext) -> Response {
        let failure = Self.failure(error)
        if failure == nil { context.logger.error("\(request.method) \(request.uri.path): \(error)") }
        let status = failure?.status ?? .internalServerError
        let text =
            failure?.text(context.language)
            ?? context.language(
                "服务器未能完成请求，未作任何更改；原因已记入日志。",
                "The server could not do this, and changed nothing; its log says why.")
        if request.uri.path.hasPrefix("/api/") {
            return Response.json(APIFailure(error: text), status: status)
        }
        if case .signIn? = failure, [.get, .head].contains(request.method) {
            return Response.redirect(to: "/login", type: .normal)
        }
        return Layout(context: context, title: "\(status.code)").page(
            "<section class=\"notice error\" role=\"alert\"><p>\(text)</p><p><a href=\"/\">\(context.language("返回首页", "Back to the start"))</a></p></section>",
            status: status)
    }

    private static func failure(_ error: any Error) -> WebFailure? {
        switch error {
        case let failure as WebFailure: failure
        case let error as HTTPError:
            switch error.status {
            case .notFound, .methodNotAllowed: .notFound
            case .contentTooLarge: .tooLarge
            default:
                error.status.kind == .clientError
                    ? .bad(chinese: "请求格式有误。", english: "The request makes no sense.") : nil
            }
        case is NIOTooManyBytesError: .tooLarge
        case let error as ArchiveError: Self.failure(of: error)
        default: nil
        }
    }

    private static func failure(of error: ArchiveError) -> WebFailure? {
        switch error {
        case .unknownID, .ambiguousID, .contentMissing, .unknownBatch: .notFound
        case .superseded(_, let author):
            .conflict(
                chinese: "此票据已有\(author.map { "“\($0)”作出的" } ?? "")更新的审核结果，请刷新后在新结果上更正。",
                english:
                    "Slip has a newer review\(author.map { " by \($0)" } ?? ""): reload, and correct that one."
            )
        case .ownWork:
            .conflict(
                chinese: "您更正过此票据，须由他人复核。",
                english: "You corrected this slip yourself: somebody else must confirm it.")
        case .notSettled:
            .conflict(
                chinese: "此票据不在待复核之列：须先由更正解决全部疑点。",
                english: "This slip waits for no confirmation: a correction must settle it first.")
        case .nothingToUndo: .conflict(chinese: "没有可以撤销的更正。", english: "There is no correction left to undo.")
        case .nothingToSearchFor:
            .bad(chinese: "检索词中没有文字或数字。", english: "The words hold no letter or digit.")
        default: nil
        }
    }
}

extension HTTPField.Name {
    private static func named(_ name: String) -> HTTPField.Name {
        HTTPField.Name(name) ?? .server
    }

    static let referrerPolicy = named("Referrer-Policy")
    static let permissionsPolicy = named("Permissions-Policy")
    static let crossOriginOpenerPolicy = named("Cross-Origin-Opener-Policy")
    static let crossOriginResourcePolicy = named("Cross-Origin-Resource-Policy")
    static let xFrameOptions = named("X-Frame-Options")
    static let fetchSite = named("Sec-Fetch-Site")
    static let csrfToken = named("X-CSRF-Token")
    static let hostField = named("Host")
}

extension Response {
    /// A page, or a piece of text of another kind.
    static func text(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// A picture that this program made.
    static func picture(_ png: [UInt8]) -> Response {
        Response(
            status: .ok, headers: [.contentType: "image/png"], body: .init(byteBuffer: ByteBuffer(bytes: png))
        )
    }

    /// A value of the JSON interface, with sorted keys.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else {
            return Response(status: .internalServerError)
        }
        return text(
            String(decoding: data, as: UTF8.self), type: "application/json; charset=utf-8", status: status)
    }
}

/// What the JSON interface says when it cannot do what was asked.
struct APIFailure: Encodable { var error: String }
