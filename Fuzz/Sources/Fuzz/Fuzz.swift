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

/// Where the program begins: the package manager gives its program's entry this name, and libFuzzer would begin at `main`.
@_cdecl("Fuzz_main")
public func begin(
    _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
) -> CInt {
    var count = count
    var arguments = arguments
    return runDriver(&count, &arguments, fuzz)
}

/// libFuzzer's own beginning, with what it calls.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ one: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
) -> CInt

/// The parser under test.
private let target: @Sendable ([UInt8]) -> Void = {
    let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
    guard let target = Parsers.all[name] else {
        let names = Parsers.all.keys.sorted().joined(separator: " ")
        FileHandle.standardError.write(Data("FUZZ_TARGET is one of: \(names)\n".utf8))
        // Not an end that libFuzzer would take for a failure.
        _exit(64)
    }
    return target
}()

/// Ends the process as a failure of the parser, with what it did.
func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
    guard !holds else { return }
    FileHandle.standardError.write(Data("does not hold: \(what())\n".utf8))
    abort()
}
