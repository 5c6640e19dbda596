/// What an account is for.
public enum Role: String, Codable, Sendable, CaseIterable {
    /// Hands slips in and looks after the quarantine.
    case `operator`
    /// 初审: works the queue and corrects.
    case clerk
    /// 复核: confirms what others corrected, or sends it back.
    case reviewer
    /// 稽核: searches, looks at records with their history, checks proofs.
    case auditor
    /// Sets from which amounts on a second person confirms; sees no slips.
    case systemAdmin = "system_admin"
    /// Sees the accounts, and disables them; sees no slips.
    case securityAdmin = "security_admin"

    /// Roles of which an account holds one alone: whoever watches must not act, and whoever rules the accounts neither.
    private static let apart: Set<Role> = [.auditor, .systemAdmin, .securityAdmin]

    /// Why an account cannot hold these roles together; nil where it can.
    public static func conflict(in roles: Set<Role>) -> String? {
        guard !roles.isEmpty else { return "an account needs a role" }
        guard let lone = roles.first(where: apart.contains), roles.count > 1 else { return nil }
        return "\(lone.rawValue) goes with no other role"
    }

    var chineseName: String {
        switch self {
        case .operator: "录入"
        case .clerk: "初审"
        case .reviewer: "复核"
        case .auditor: "稽核"
        case .systemAdmin: "系统管理"
        case .securityAdmin: "安全管理"
        }
    }

    var englishName: String { rawValue.replacing("_", with: " ") }
}

/// Something that may be done, and which roles may do it.
enum Permission {
    /// See the queue and records.
    case records
    case correct
    case confirm
    case search
    case upload
    case quarantine
    case prove
    case accounts
    /// Figures and samples of the whole archive.
    case audit
    /// Take records out of the archive.
    case export
    /// Set from which amounts on a second person confirms.
    case settings

    var roles: Set<Role> {
        switch self {
        case .records: [.clerk, .reviewer, .auditor]
        case .correct: [.clerk]
        case .confirm: [.reviewer]
        case .search: [.clerk, .reviewer, .auditor]
        case .upload: [.operator, .clerk]
        case .quarantine: [.operator, .clerk]
        case .prove: [.reviewer, .auditor]
        case .accounts: [.securityAdmin]
        case .audit, .export: [.auditor]
        case .settings: [.systemAdmin, .securityAdmin]
        }
    }
}
