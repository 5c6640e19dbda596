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
        "bag": bag, "capitals": capitals, "catalog": catalog, "catalog-csv": catalogCSV,
        "checkpoint": checkpoint,
        "claim": claim, "codes": codes, "corrections": corrections, "dates": dates, "form": form,
        "frames": frames,
        "import": importing, "jpeg": jpeg, "numbers": numbers, "png": png, "proof": proof, "qr": qr,
        "rules": rules,
        "sheet": sheet, "tables": tables, "tiff": tiff, "xlsx": xlsx,
    ]

    static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

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

    /// A body under a content type whose boundary is the body's first line, without the dashes.
    @Sendable private static func form(_ bytes: [UInt8]) {
        _ = FormData(urlEncoded: text(bytes))
        let boundary = text(Array(bytes.prefix { $0 != 0x0D }.dropFirst(2)))
        let form = MultipartForm(bytes, contentType: "multipart/form-data; boundary=\(boundary)")
        for file in form?.files ?? [] {
            expect(!file.name.isEmpty && !file.name.contains("/"), "the name “\(file.name)”")
        }
    }

    @Sendable private static func numbers(_ bytes: [UInt8]) {
        let text = text(bytes)
        if let money = Money(text) { expect(Money(money.description) == money, text) }
        if let money = Money(printed: text) { expect(Money(money.description) == money, text) }
        if let quantity = Quantity(text) { expect(Quantity(quantity.description) == quantity, text) }
        if let quantity = Quantity(printed: text) { expect(Quantity(quantity.description) == quantity, text) }
        if let money = Money(text), let quantity = Quantity(text) {
            _ = Money.amount(quantity: quantity, unitPrice: money)
        }
        if let ratio = Ratio(text) { expect(Ratio(ratio.description) == ratio, text) }
        for cell in [PublishedTable.Cell.text(text), .number(text)] {
            guard let value = ImportedValue.text(cell) else { continue }
            for inPercent in [false, true] { _ = ImportedValue.ratio(value, inPercent: inPercent) }
            if let cap = ImportedValue.priceCap(value), let cap {
                expect(Money(cap.description) == cap && cap >= .zero, text)
            }
            _ = ImportedValue.decimal(value)
        }
    }

    @Sendable private static func dates(_ bytes: [UInt8]) {
        let text = text(bytes)
        if let date = CalendarDate(text) { expect(CalendarDate(date.description) == date, text) }
        if let date = CalendarDate(printed: text) { expect(CalendarDate(date.description) == date, text) }
        for cell in [PublishedTable.Cell.text(text), .number(text)] {
            for from1904 in [false, true] {
                if let date = ImportedValue.date(cell, countsFrom1904: from1904) {
                    expect(CalendarDate(date.description) == date, text)
                }
            }
        }
        if let time = Timestamp(text) { expect(Timestamp(time.description) == time, text) }
    }

    @Sendable private static func codes(_ bytes: [UInt8]) {
        let text = text(bytes)
        if let id = CitizenID(text) { expect(CitizenID(id.description) == id, text) }
        if let code = MedicalCode(text) { expect(MedicalCode(code.description) == code, text) }
        if let code = ReceiptCode(text) { expect(ReceiptCode(code.description) == code, text) }
        if let code = SocialCreditCode(text) { expect(SocialCreditCode(code.description) == code, text) }
        _ = SocialCreditCode.isMeant(by: text)
        _ = PrintedPageNumber(printed: text)
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
        if let note = SignedNote(text) { expect(SignedNote(note.note) == note, text) }
        if let checkpoint = SignedCheckpoint(text) {
            expect(SignedCheckpoint(checkpoint.note) == checkpoint, text)
        }
        if let key = VerifierKey(text) { expect(VerifierKey(key.description) == key, text) }
        if let key = SigningKey(text) { expect(SigningKey(key.line)?.verifier == key.verifier, text) }
        _ = CosigningKey(text)
    }

    @Sendable private static func proof(_ bytes: [UInt8]) {
        let text = text(bytes)
        if let proof = LogProof(text) {
            expect(LogProof(proof.text) == proof, text)
            let end = proof.checkpoint.checkpoint
            _ = MerkleProof.includes(
                proof.hashes, leaf: .leaf(bytes), at: proof.index, size: end.size, root: end.root)
        }
        if let request = WitnessRequest(text) {
            expect(WitnessRequest(request.text) == request, text)
            let end = request.checkpoint.checkpoint
            _ = MerkleProof.continues(
                request.proof, from: (request.older, .leaf(bytes)), to: (end.size, end.root))
        }
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
