import Foundation

@testable import Archive
@testable import BagIt
@testable import Catalog
@testable import Review
@testable import Slips
@testable import Wire

/// The parsers, each by its name.
enum Parsers {
    static let all: [String: @Sendable ([UInt8]) -> Void] = [
        "catalog-csv": catalogCSV, "claim": claim, "corrections": corrections, "qr": qr, "frames": frames,
        "numbers": numbers, "capitals": capitals, "checkpoint": checkpoint, "bag": bag,
    ]

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Sendable private static func catalogCSV(_ bytes: [UInt8]) {
        var rows = DelimitedText(bytes, file: "drugs.csv")
        while true {
            do {
                guard let row = try rows.next() else { return }
                let cells = row.fields
                var again = DelimitedText(
                    Array(cells.map(DelimitedText.quoted).joined(separator: ",").utf8), file: "again.csv")
                // A cell that was read is read again as it is when it is written.
                if !cells.allSatisfy(\.isEmpty) {
                    expect((try? again.next())?.fields == cells, "\(cells)")
                }
            } catch {
                return
            }
        }
    }

    @Sendable private static func claim(_ bytes: [UInt8]) { _ = try? Claim.id(in: Data(bytes)) }

    @Sendable private static func corrections(_ bytes: [UInt8]) {
        let data = Data(bytes)
        for index in 0..<3 { _ = SlipChanges.line(ofChange: index, in: data) }
        guard let changes = try? SlipChanges(json: data) else { return }
        guard let written = try? JSONEncoder().encode(changes) else {
            return expect(false, "it cannot be written")
        }
        expect((try? SlipChanges(json: written)) == changes, "\(changes)")
    }

    @Sendable private static func qr(_ bytes: [UInt8]) {
        let text = text(bytes)
        if let mark = SheetMark(text) { expect(SheetMark(mark.text) == mark, text) }
        _ = ElectronicReceiptCode(text)
        _ = PrintedPageNumber(printed: text)
    }

    @Sendable private static func frames(_ bytes: [UInt8]) {
        var parser = FrameParser()
        for piece in stride(from: 0, to: bytes.count, by: 7) {
            parser.append(bytes[piece..<min(bytes.count, piece + 7)])
            do throws(FrameParser.Overlong) {
                while let frame = try parser.next() {
                    _ = try? frame.message(WorkerRequest.self)
                    if let reply = try? frame.message(WorkerReply.self), case .read(let header) = reply,
                        let page = ReadPage(header, content: frame.content)
                    {
                        expect(page.content == frame.content, "the page is not the frame's")
                    }
                }
            } catch {
                return
            }
        }
    }

    @Sendable private static func numbers(_ bytes: [UInt8]) {
        let text = text(bytes)
        if let money = Money(text) { expect(Money(money.description) == money, text) }
        if let quantity = Quantity(text) { expect(Quantity(quantity.description) == quantity, text) }
        if let money = Money(text), let quantity = Quantity(text) {
            _ = Money.amount(quantity: quantity, unitPrice: money)
        }
        if let date = CalendarDate(text) { expect(CalendarDate(date.description) == date, text) }
        _ = CalendarDate(printed: text)
        _ = Ratio(text)
        _ = CitizenID(text)
    }

    @Sendable private static func capitals(_ bytes: [UInt8]) {
        let text = text(bytes)
        if let amount = CapitalAmount(text) {
            expect(CapitalAmount(amount.description)?.money == amount.money, text)
        }
        _ = CapitalAmount(lenient: text)
    }

    @Sendable private static func checkpoint(_ bytes: [UInt8]) {
        let text = text(bytes)
        if let checkpoint = Checkpoint(text) { expect(Checkpoint(checkpoint.text) == checkpoint, text) }
        _ = SignedNote(text)
        _ = SignedCheckpoint(text)
        _ = LogProof(text)
        _ = WitnessRequest(text)
        _ = VerifierKey(text)
    }

    @Sendable private static func bag(_ bytes: [UInt8]) {
        _ = try? BagDeclaration(bytes)
        for algorithm in ChecksumAlgorithm.allCases {
            for isStrict in [true, false] {
                _ = try? BagManifest(
                    text(bytes), fileName: "manifest.txt", algorithm: algorithm, isStrict: isStrict)
            }
        }
        if let path = try? BagPath.decoded(text(bytes), in: "manifest.txt", line: 1) {
            expect((try? BagPath.decoded(BagPath.encoded(path), in: "again", line: 1)) == path, path)
        }
    }
}
