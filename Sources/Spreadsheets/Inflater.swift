internal import CZlib

/// Unpacks what was packed by DEFLATE (RFC 1951), by zlib.
enum Inflater {
    /// Unpacks into just so many bytes.
    ///
    /// - Parameters:
    ///   - packed: The packed bytes, without a header.
    ///   - size: How many bytes they say that they unpack to; no more is ever made.
    ///   - name: What is unpacked, for errors.
    /// - Returns: The unpacked bytes.
    /// - Throws: ``SpreadsheetError`` when they unpack to more or less, or not at all.
    static func inflated(
        _ packed: ArraySlice<UInt8>, size: Int, name: String
    ) throws(SpreadsheetError) -> [UInt8] {
        // zlib keeps a pointer back to the stream, which must therefore never move.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        guard inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw .tooLarge("there is not enough memory to unpack \(name)") }
        defer { inflateEnd(stream) }
        var input = Array(packed)
        // One byte more tells what is larger than it says.
        var output = [UInt8](repeating: 0, count: size + 1)
        let (status, made) = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                // Both buffers outlive the call, and zlib is told how long they are.
                stream.pointee.next_in = input.baseAddress
                stream.pointee.avail_in = uInt(input.count)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = uInt(output.count)
                let status = inflate(stream, Z_FINISH)
                return (status, output.count - Int(stream.pointee.avail_out))
            }
        }
        guard made <= size else { throw .tooLarge("\(name) unpacks to more bytes than it says") }
        guard status == Z_STREAM_END else { throw .malformed("\(name) is damaged") }
        output.removeLast(output.count - made)
        return output
    }

    /// The sum CRC-32 of bytes.
    static func sum(of bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBufferPointer {
            UInt32(truncatingIfNeeded: crc32(0, $0.baseAddress, UInt32($0.count)))
        }
    }
}
