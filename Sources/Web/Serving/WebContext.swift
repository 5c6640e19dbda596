import Foundation
import Hummingbird
import NIOCore

/// What is known of a request while it is answered.
struct WebContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address that it came from; empty where there is none.
    let address: String
    /// Who asks; nil for a stranger.
    var session: Session?
    var language = Language.chinese

    init(source: Source) {
        coreContext = .init(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? ""
    }

    /// The most bytes that are taken at a time.
    static let uploadLimit = 64 << 20

    var maxUploadSize: Int { Self.uploadLimit }

    /// Who asks; only for routes that need a permission.
    ///
    /// - Throws: ``WebFailure`` for a stranger.
    func user() throws -> Session {
        guard let session else { throw WebFailure.signIn }
        return session
    }
}

/// Why a request is not answered as asked.
enum WebFailure: Error {
    /// Nobody is signed in.
    case signIn
    /// Name, password or one-time code is wrong; it is not said which.
    case wrongPassword
    /// The account may not do this.
    case forbidden
    /// The form is not from a page of this session.
    case forged
    case notFound
    /// What was sent has no sense: why, in Chinese and in English.
    case bad(chinese: String, english: String)
    /// Somebody else was quicker: why, in Chinese and in English.
    case conflict(chinese: String, english: String)
    /// More was sent than is taken at a time.
    case tooLarge
    /// Too many attempts: seconds to wait.
    case tooMany(seconds: Int64)
    /// What was handed in is kept, and could not be processed now.
    case later

    var status: HTTPResponse.Status {
        switch self {
        case .signIn, .wrongPassword: .unauthorized
        case .forbidden, .forged: .forbidden
        case .notFound: .notFound
        case .bad: .unprocessableContent
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .tooMany: .tooManyRequests
        case .later: .serviceUnavailable
        }
    }

    func text(_ language: Language) -> String {
        switch self {
        case .signIn: language("请先登录。", "Please sign in.")
        case .wrongPassword: language("账号、密码或验证码不正确。", "Name, password or code is wrong.")
        case .forbidden: language("您的账号无权进行此操作。", "Your account may not do this.")
        case .forged:
            language(
                "请求不是由本次登录的页面发出，未作任何更改。请返回页面刷新后重试。",
                "The request does not come from a page of this session; nothing was changed. Reload the page and try again."
            )
        case .notFound: language("没有这个页面或记录。", "There is no such page or record.")
        case .bad(let chinese, let english), .conflict(let chinese, let english): language(chinese, english)
        case .tooLarge:
            language(
                "文件过大，每次最多\(WebContext.uploadLimit >> 20) MB，未作任何更改。请分次提交。",
                "Too large: at most \(WebContext.uploadLimit >> 20) MB at a time. Nothing was changed; hand it in by parts."
            )
        case .later:
            language(
                "文件已保存，暂时未能处理，服务重启后自动重试。",
                "The file is kept and could not be processed now: it is tried again when the server starts.")
        case .tooMany(let seconds):
            language("尝试次数过多，请\(seconds)秒后再试。", "Too many attempts: try again in \(seconds) seconds.")
        }
    }
}
