import CLeptonica
import Catalog
import Foundation
package import Imaging
package import SlipGenerator

/// One line of the list of training lines (`lines.tsv`).
package struct LineRecord: Sendable, Hashable {
    /// The TIFF file's name and the page in it, from 0.
    package var file: String
    package var page: Int
    /// `binary` or `grey`; a cell's two forms follow each other.
    package var layer: String
    package var kind: String
    package var damage: String
    package var font: String
    package var text: String
}

/// Writes lines as Tesseract's training reads them: TIFF files of many pages, a line each, with box files beside.
///
/// Each character is given the whole page as its box: line training only looks at their order.
package struct LineFiles: ~Copyable {
    private let folder: String
    private let prefix: String
    private static let pagesPerFile = 400

    private var records: [LineRecord] = []
    private var boxes = ""
    private var pix: [UnsafeMutablePointer<Pix>] = []
    private var files = 0

    /// How many lines were written.
    package private(set) var count = 0

    /// - Parameters:
    ///   - folder: Where to write; made when it is missing.
    ///   - prefix: How the files' names begin.
    /// - Throws: ``TrainingError/cannotWrite(path:reason:)``.
    package init(folder: String, prefix: String) throws(TrainingError) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path: folder, reason: error.systemReason)
        }
        self.folder = folder
        self.prefix = prefix
    }

    deinit {
        for page in pix {
            var doomed: UnsafeMutablePointer<Pix>? = page
            pixDestroy(&doomed)
        }
    }

    /// Adds a line in both forms.
    ///
    /// - Throws: ``TrainingError/cannotWrite(path:reason:)``.
    package mutating func add(
        _ line: consuming TrainingLine, damage: DamageLevel
    ) throws(TrainingError) {
        try add(line.binary, "binary", line.text, line.kind, damage, line.font)
        try add(line.grey, "grey", line.text, line.kind, damage, line.font)
        if pix.count >= Self.pagesPerFile { try flush() }
    }

    private mutating func add(
        _ picture: borrowing Raster, _ layer: String, _ text: String, _ kind: SpecimenText,
        _ damage: DamageLevel, _ font: String
    ) throws(TrainingError) {
        guard let page = pixCopy(nil, picture.pix) else {
            throw .cannotWrite(path: folder, reason: "no memory for a line")
        }
        pixSetResolution(page, 300, 300)
        let frame = "0 0 \(picture.width) \(picture.height) \(pix.count)"
        for character in text { boxes += "\(character) \(frame)\n" }
        boxes += "\t \(frame)\n"
        records.append(
            LineRecord(
                file: name(files), page: pix.count, layer: layer, kind: kind.rawValue,
                damage: damage.rawValue, font: font, text: text))
        pix.append(page)
        count += 1
    }

    private func name(_ index: Int) -> String {
        NumberedName.text(prefix, index)
    }

    /// Writes what is still in memory, and the list of the lines.
    ///
    /// - Throws: ``TrainingError/cannotWrite(path:reason:)``.
    package consuming func finish() throws(TrainingError) {
        try flush()
        let text = records.map {
            "\($0.file)\t\($0.page)\t\($0.layer)\t\($0.kind)\t\($0.damage)\t\($0.font)\t\($0.text)\n"
        }
        try Self.write(text.joined(), to: "\(folder)/\(prefix).tsv")
    }

    private mutating func flush() throws(TrainingError) {
        guard !pix.isEmpty else { return }
        let path = "\(folder)/\(name(files))"
        guard let all = pixaCreate(Int32(pix.count)) else {
            throw .cannotWrite(path: path, reason: "no memory")
        }
        for page in pix { pixaAddPix(all, page, Int32(L_INSERT)) }
        pix = []
        let status = pixaWriteMultipageTiff(path + ".tif", all)
        var doomed: UnsafeMutablePointer<Pixa>? = all
        pixaDestroy(&doomed)
        guard status == 0 else { throw .cannotWrite(path: path + ".tif", reason: "Leptonica failed") }
        try Self.write(boxes, to: path + ".box")
        boxes = ""
        files += 1
    }

    private static func write(_ text: String, to path: String) throws(TrainingError) {
        do {
            try Data(text.utf8).write(to: URL(filePath: path))
        } catch {
            throw .cannotWrite(path: path, reason: error.systemReason)
        }
    }

    /// Hands the lines of a folder on, in the order in which they were written.
    ///
    /// - Parameters:
    ///   - folder: A folder that ``LineFiles`` wrote.
    ///   - take: Is given each line and its picture.
    /// - Throws: ``TrainingError/cannotRead(path:reason:)``; what `take` throws.
    package static func read(
        folder: String, take: (LineRecord, consuming Raster) throws(TrainingError) -> Void
    ) throws(TrainingError) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
        let lists = names.filter { $0.hasSuffix(".tsv") }
        guard !lists.isEmpty else {
            throw .cannotRead(path: folder, reason: "it holds no list of lines (.tsv)")
        }
        for list in lists {
            guard let data = FileManager.default.contents(atPath: folder + "/" + list) else {
                throw .cannotRead(path: folder + "/" + list, reason: "it cannot be opened")
            }
            var open = (name: "", offset: 0)
            for row in String(decoding: data, as: UTF8.self).split(separator: "\n") {
                let fields = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                guard fields.count == 7, let page = Int(fields[1]) else {
                    throw .cannotRead(path: folder + "/" + list, reason: "“\(row)” is no line of it")
                }
                let path = "\(folder)/\(fields[0]).tif"
                if open.name != path { open = (path, 0) }
                guard let picture = Raster(owning: pixReadFromMultipageTiff(path, &open.offset)) else {
                    throw .cannotRead(path: path, reason: "page \(page) cannot be decoded")
                }
                try take(
                    LineRecord(
                        file: fields[0], page: page, layer: fields[2], kind: fields[3], damage: fields[4],
                        font: fields[5], text: fields[6]), picture)
            }
        }
    }
}
