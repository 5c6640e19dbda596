import Archive
import Foundation
import Hummingbird
import Slips

extension WebService {
    /// Accounts, and from which amounts on a second person confirms.
    func addAccountAPI(to router: Router<WebContext>) {
        router.get("/api/v1/accounts") { request, context in
            _ = try await allow(.accounts, request, context)
            return Response.json(["accounts": try await accounts.accounts().map(APIAccount.init)])
        }
        router.put("/api/v1/accounts/:name/disabled") { request, context in
            let session = try await allowChange(.accounts, request, context)
            let wanted: APIDisabled = try await Self.decoded(request, context)
            let name = (context.parameters.get("name") ?? "").removingPercentEncoding ?? ""
            try await setDisabled(wanted.disabled, name, session)
            return Response(status: .noContent)
        }
        router.put("/api/v1/account/password") { request, context in
            let session = try ownSession(request, context)
            let wanted: APIPassword = try await Self.decoded(request, context)
            try await confirm(wanted.password, code: wanted.code, of: session, from: context.address)
            do {
                try await accounts.setPassword(
                    wanted.new, of: session.account.name, by: session.account.name)
            } catch AccountError.weakPassword(let reason) {
                throw WebFailure.bad(
                    chinese: "新密码过短或过于常见，请至少使用10个字符。", english: "This will not do: \(reason).")
            }
            return Response(status: .noContent)
        }
        router.post("/api/v1/account/code") { request, context in
            let session = try ownSession(request, context)
            let wanted: APIPresentPassword = try await Self.decoded(request, context)
            try await confirm(wanted.password, code: wanted.code, of: session, from: context.address)
            let code = await newCodes.begin(for: session, at: clock().seconds)
            return Response.json(
                APIOneTimeCode(key: code.text, address: code.address(account: session.account.name)),
                status: .created)
        }
        router.post("/api/v1/account/code/confirm") { request, context in
            let session = try ownSession(request, context)
            let wanted: APIFirstCode = try await Self.decoded(request, context)
            guard let code = await newCodes.pending(for: session, at: clock().seconds) else {
                throw WebFailure.notFound
            }
            guard let step = code.step(of: wanted.code, at: clock().seconds, after: nil) else {
                throw WebFailure.bad(
                    chinese: "验证码不正确，请核对手机时间后重试。",
                    english: "The code is wrong: check the telephone's clock and try again.")
            }
            try await accounts.enable(code, from: step, of: session.account.name)
            await newCodes.forget(session)
            return Response(status: .noContent)
        }
        router.get("/api/v1/second-person") { request, context in
            _ = try await allow(.settings, request, context)
            return Response.json(try await archive.secondPersonAmounts())
        }
        router.put("/api/v1/second-person") { request, context in
            let session = try await allowChange(.settings, request, context)
            let wanted: APISecondPerson = try await Self.decoded(request, context)
            try await setSecondPerson(
                slips: wanted.slips, findings: wanted.findings, reason: wanted.reason, session)
            return Response.json(try await archive.secondPersonAmounts())
        }
    }

    /// Makes sure that somebody who changes his account knows its password and, where it has one, its code.
    ///
    /// - Throws: ``WebFailure/forbidden`` where he does not, and what keeps it from being checked.
    private func confirm(
        _ password: String, code: String?, of session: Session, from address: String
    ) async throws {
        guard try await isPassword(password, code: code, of: session, from: address) else {
            throw WebFailure.forbidden
        }
    }
}

/// An account as the security admin sees it.
struct APIAccount: Encodable {
    var name: String
    var roles: [String]
    var disabled: Bool
    var one_time_code: Bool
    var created: String

    init(_ account: Account) {
        name = account.name
        roles = account.roles.map(\.rawValue).sorted()
        disabled = account.isDisabled
        one_time_code = account.hasOneTimeCode
        created = account.created
    }
}

/// What `PUT /api/v1/accounts/{name}/disabled` takes.
struct APIDisabled: Decodable { var disabled: Bool }

/// What `PUT /api/v1/account/password` takes.
struct APIPassword: Decodable {
    var password: String
    var code: String?
    var new: String
}

/// What `POST /api/v1/account/code` takes.
struct APIPresentPassword: Decodable {
    var password: String
    var code: String?
}

/// A new secret of one-time codes, which holds once a first code of it was sent.
struct APIOneTimeCode: Encodable {
    /// Base32.
    var key: String
    /// `otpauth://…`, for a QR code.
    var address: String
}

/// What `POST /api/v1/account/code/confirm` takes.
struct APIFirstCode: Decodable { var code: String }

/// What `PUT /api/v1/second-person` takes; amounts in yuan.
struct APISecondPerson: Decodable {
    var slips: String?
    var findings: String?
    var reason: String
}
