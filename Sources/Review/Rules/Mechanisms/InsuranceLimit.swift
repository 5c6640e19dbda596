import Slips

/// The insurance that must pay for an entry.
enum LimitedInsurance: Sendable {
    case workInjury
    case maternity

    private var word: String {
        switch self {
        case .workInjury: "工伤"
        case .maternity: "生育"
        }
    }

    /// What a limit to this insurance says of a slip.
    func answer(on slip: JudgedSlip) -> LimitAnswer {
        guard let insurance = slip.insurance else {
            return .unproved("票面未见险种。", "The slip names no insurance.")
        }
        if insurance.contains(word) { return .kept }
        switch self {
        case .workInjury:
            return .broken("票面险种为“\(insurance)”。", "The slip's insurance is another one.")
        case .maternity:
            if slip.sex == .male {
                return .broken("患者为男性，票面险种为“\(insurance)”。", "The patient is a man.")
            }
            // Maternity is insured together with illness; the slip names the latter.
            return .unproved(
                "票面险种为“\(insurance)”，是否按生育待遇结算未知。",
                "Whether it is settled as maternity care is not known.")
        }
    }
}

/// A class that limits entries to one insurance.
protocol InsuranceLimitClass: LimitClass where Point == EntryPoint {
    static var insurance: LimitedInsurance { get }
}

extension InsuranceLimitClass {
    static var flag: FlagCode { .wrongInsurance }
    static var proof: String {
        switch insurance {
        case .workInjury: "工伤认定或工伤协议机构的确认 proof of the work injury"
        case .maternity: "生育登记或生育诊断 proof of maternity"
        }
    }

    static func answer(_ point: EntryPoint, for line: JudgedLine, on slip: JudgedSlip) -> LimitAnswer {
        insurance.answer(on: slip)
    }
}
