import Archive
import Slips

extension ListedSlip {
    /// One line of a list: ID, date, kind, hospital, patient, items, total, decision, findings.
    ///
    /// - Parameter isUnmasked: Whether the patient's name stands there in full; that must be recorded before.
    /// - Returns: The line.
    func line(isUnmasked: Bool = false) -> String {
        func cell(_ text: String?, _ columns: Int, right: Bool = false) -> String {
            TerminalText.fitted(TerminalText.printable(text ?? "–"), to: columns, alignedRight: right)
        }
        return [
            cell(String(id.prefix(12)), 12), cell(date?.description, 10),
            cell(ContractTerms.kind(kind), 19), cell(hospital, 28),
            cell(isUnmasked ? patient : patient.map(Mask.name), 10),
            cell("\(items)项", 6, right: true), cell(total?.description, 12, right: true),
            cell(ContractTerms.decision(decision), 19),
            TerminalText.printable(flags.joined(separator: ",")),
        ].joined(separator: "  ")
    }
}

extension RecordSummary {
    /// One line of a list, as ``ListedSlip/line(isUnmasked:)`` gives it.
    func line(isUnmasked: Bool = false) -> String { ListedSlip(self).line(isUnmasked: isUnmasked) }
}
