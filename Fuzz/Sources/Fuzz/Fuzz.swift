import Foundation

/// What libFuzzer calls with made-up bytes.
///
/// The environment's `FUZZ_TARGET` names the parser. A parser passes when it refuses bytes or takes them; it fails when it
/// traps, runs for too long or uses too much memory, or when what it took does not come back as it was.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    target(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}

/// The parser under test.
private let target: @Sendable ([UInt8]) -> Void = {
    let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
    guard let target = Parsers.all[name] else {
        let names = Parsers.all.keys.sorted().joined(separator: " ")
        FileHandle.standardError.write(Data("FUZZ_TARGET is one of: \(names)\n".utf8))
        exit(64)
    }
    return target
}()

/// Ends the process as a failure of the parser, with what it did.
func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
    guard !holds else { return }
    FileHandle.standardError.write(Data("does not hold: \(what())\n".utf8))
    abort()
}
