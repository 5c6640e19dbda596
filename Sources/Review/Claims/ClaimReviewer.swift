public import Slips

/// A slip of a claim, as its newest review says, with what its pages print of their numbers.
public struct ClaimedSlip: Hashable, Sendable {
    public var review: SlipReview
    /// The numbers printed on its pages, in the order of the pages; nil where none was read for certain.
    public var pageNumbers: [PrintedPageNumber?]

    public init(review: SlipReview, pageNumbers: [PrintedPageNumber?]) {
        self.review = review
        self.pageNumbers = pageNumbers
    }
}

/// A finding on slips of one claim together.
public struct ClaimFinding: Hashable, Sendable {
    public var flag: Flag
    /// The IDs of the slips that it was judged with.
    public var slips: [String]
}

/// Reviews the slips of one claim (案卷) together: what no slip shows alone.
///
/// Only readings that ask for nobody are compared: a doubtful one is settled on its own slip first.
public enum ClaimReviewer {
    /// What does not agree between the slips.
    ///
    /// - Parameter slips: In any order; those of other kinds than fee lists and receipts are compared by their patient alone.
    /// - Returns: The findings: patients, totals, hospitals, pages.
    public static func findings(on slips: [ClaimedSlip]) -> [ClaimFinding] {
        let slips = slips.sorted { $0.review.id < $1.review.id }
        return patients(slips) + totals(slips) + slips.compactMap(pages)
    }

    // MARK: Patients

    private static func patients(_ slips: [ClaimedSlip]) -> [ClaimFinding] {
        [(SlipField.patient, "姓名", "names"), (.idNumber, "身份证号", "identity numbers")].compactMap {
            field, chinese, english in
            let known = slips.compactMap { slip in slip.review.certain(field).map { (slip.review.id, $0) } }
            guard Set(known.map(\.1)).count > 1 else { return nil }
            return ClaimFinding(
                flag: Flag(
                    code: .claimPatientMismatch, severity: .suspect,
                    message: "同一案卷中患者\(chinese)不一致，请核对是否混入他人票据。"
                        + "The slips of the claim have different \(english): look whether one is another person's.",
                    clearedBy: "属同一患者的证明，或移出他人票据。Proof that it is one person, or the other's slip taken out."),
                slips: known.map(\.0))
        }
    }

    // MARK: Totals

    private struct Sum {
        var slip: SlipReview
        var total: Money
    }

    /// Receipts and lists of the same total belong together; what is left of both is compared as a whole.
    private static func totals(_ slips: [ClaimedSlip]) -> [ClaimFinding] {
        let sums = slips.compactMap { slip in
            slip.review.certainTotal.map { Sum(slip: slip.review, total: $0) }
        }
        var receipts = sums.filter { [.receipt, .eReceipt].contains($0.slip.kind) }
        var lists: [Sum] = []
        var findings: [ClaimFinding] = []
        for list in sums where list.slip.kind == .feeList {
            let alike = receipts.indices.filter { receipts[$0].total == list.total }
            let hospital = list.slip.certain(.hospital)
            // Of receipts with the same total the one of the same hospital.
            guard
                let at = alike.first(where: { receipts[$0].slip.certain(.hospital) == hospital })
                    ?? alike.first
            else {
                lists.append(list)
                continue
            }
            let receipt = receipts.remove(at: at)
            if let other = receipt.slip.certain(.hospital), let hospital, other != hospital {
                findings.append(hospitals(list.slip, receipt.slip, hospital, other))
            }
        }
        // A slip of which the total is not known may be what is missing.
        let areAllKnown = slips.allSatisfy { slip in
            ![.receipt, .eReceipt, .feeList].contains(slip.review.kind) || slip.review.certainTotal != nil
        }
        guard !receipts.isEmpty, !lists.isEmpty, areAllKnown,
            let charged = sum(receipts), let listed = sum(lists), charged != listed
        else { return findings }
        let difference = charged > listed ? charged - listed : listed - charged
        let isPair = receipts.count == 1 && lists.count == 1
        findings.append(
            ClaimFinding(
                flag: Flag(
                    code: .claimTotalMismatch, severity: isPair ? .suspect : .slight,
                    message: "票据合计\(charged)元，清单合计\(listed)元，相差\(difference)元。"
                        + "The receipts come to \(charged) yuan, the fee lists to \(listed): \(difference) apart.",
                    amount: difference,
                    clearedBy: "补齐缺少的票据或清单。The receipt or list that is missing."),
                slips: (receipts + lists).map(\.slip.id)))
        return findings
    }

    /// Nil where the sum is more than money can be.
    private static func sum(_ sums: [Sum]) -> Money? {
        var total: Int64 = 0
        for sum in sums {
            let (micros, isTooMuch) = total.addingReportingOverflow(sum.total.micros)
            guard !isTooMuch else { return nil }
            total = micros
        }
        return Money(micros: total)
    }

    private static func hospitals(
        _ list: SlipReview, _ receipt: SlipReview, _ listed: String, _ charged: String
    ) -> ClaimFinding {
        ClaimFinding(
            flag: Flag(
                code: .claimHospitalMismatch, severity: .suspect,
                message: "金额相同的票据与清单医院不一致：票据“\(charged)”，清单“\(listed)”。"
                    + "The receipt and the fee list of the same total name different hospitals: ‘\(charged)’ and ‘\(listed)’.",
                clearedBy: "属同一机构的证明。Proof that both are one institution."),
            slips: [list.id, receipt.id])
    }

    // MARK: Pages

    private static func pages(_ slip: ClaimedSlip) -> ClaimFinding? {
        guard let fault = PrintedPageNumber.fault(in: slip.pageNumbers) else { return nil }
        return ClaimFinding(
            flag: Flag(
                code: .claimPageOrder, severity: .suspect, message: fault,
                clearedBy: "按页码补齐或重新扫描。The pages scanned again, all and in their order."),
            slips: [slip.review.id])
    }
}

extension SlipReview {
    /// The value of a field that asks for nobody.
    fileprivate func certain(_ field: SlipField) -> String? {
        guard let reading = fields[field.rawValue], !reading.needsReview, let value = reading.value,
            !value.isEmpty
        else { return nil }
        return value
    }

    /// The printed total where the slip's sums close or its reading asks for nobody.
    fileprivate var certainTotal: Money? {
        totals.isClosed ? totals.printed : certain(.total).flatMap { Money($0) }
    }
}
