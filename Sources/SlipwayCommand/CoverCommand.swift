import ArgumentParser
import Catalog
import Foundation
import Papers
import Slips

/// `slipway cover`: sheets to lay between slips that are scanned in one stack.
struct CoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cover",
        abstract: "Print cover and separator sheets for a stack that is scanned into one file.",
        discussion: """
            A cover sheet begins a claim: the pages after it, up to the next cover sheet, belong to it, and their number \
            is checked. A separator sheet ends a slip within a claim. Both say what they mean in a QR code and become part \
            of no slip. The stack is then one file of several pages for ‘slipway process’.

            Example:
              slipway cover --claim C-17 --pages 12 --out cover.pdf
              slipway cover --separators 20 --out separators.pdf
            """)

    @Option(
        help: ArgumentHelp("The claim's ID, for a cover sheet; may be given several times.", valueName: "id"))
    var claim: [String] = []

    // As it stands, so that a negative number is told what is wrong with it.
    @Option(
        parsing: .unconditional,
        help: "How many pages with print on them follow the cover sheet, separators not counted.")
    var pages: Int?

    @Option(help: ArgumentHelp("The batch that the claim is scanned in.", valueName: "name"))
    var batch: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many separator sheets to print.", valueName: "n"))
    var separators = 0

    @Option(help: ArgumentHelp("The PDF file to write; nothing may be there.", valueName: "file"))
    var out: String

    func validate() throws {
        guard !claim.isEmpty || separators > 0 else {
            throw ValidationError("give --claim for cover sheets, --separators for separator sheets")
        }
        guard (0...1000).contains(separators) else {
            throw ValidationError("--separators takes 1 to 1000, not \(separators).")
        }
        if let pages {
            guard (1...100_000).contains(pages) else {
                throw ValidationError("--pages takes 1 to 100000, not \(pages).")
            }
            guard claim.count == 1 else { throw ValidationError("--pages counts the pages of one --claim.") }
        }
        guard claim.allSatisfy({ !$0.isEmpty }) else { throw ValidationError("--claim is empty.") }
    }

    func run() throws {
        let covers = claim.map { SheetMark.cover(.init(claim: $0, pages: pages, batch: batch)) }
        let marks = covers + Array(repeating: SheetMark.separator, count: separators)
        do {
            let bytes = try CoverSheets.pdf(of: marks)
            try Data(bytes).write(to: URL(fileURLWithPath: out), options: .withoutOverwriting)
        } catch let error as PaperError {
            throw ExitCode.reported(error.isOfInput ? 64 : 69, "\(error)")
        } catch {
            throw ExitCode.reported(1, "\(out) cannot be written: \(error.systemReason)")
        }
        print("\(out): \(marks.count)张 \(marks.count) sheet\(marks.count == 1 ? "" : "s")")
    }
}

extension PaperError {
    /// Whether other words on the command line would do.
    fileprivate var isOfInput: Bool {
        if case .codeTooLong = self { true } else { false }
    }
}
