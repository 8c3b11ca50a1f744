using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Trading.Crypto;

/// <summary>
/// An envelope in a seekable stream that begins at <paramref name="start"/>: signed header ‖ section ciphertexts in
/// order, and nothing else. Does not own the stream.
/// Source: docs/spec/envelope.md, "File".
/// </summary>
public sealed class EnvelopeFile(Stream stream, long start = 0)
{
    /// <summary>
    /// Reads and checks the signed header and that the file has exactly its length (Truncated, TrailingBytes);
    /// ciphertexts are not read.
    /// </summary>
    public bool TryReadHeader([NotNullWhen(true)] out SignedHeader? signed, out HeaderFault fault)
    {
        signed = null;
        var buffer = new byte[SignedHeader.MostBytes];
        stream.Position = start;
        var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (!SignedHeader.TryMeasure(buffer.AsSpan(0, read), out var length, out fault))
            return false;
        if (!SignedHeader.TryParse(buffer.AsSpan(0, Math.Min(read, length)), out signed, out fault))
            return false;
        fault = (stream.Length - start).CompareTo(signed.Header.FileBytes) switch
        {
            < 0 => HeaderFault.Truncated,
            > 0 => HeaderFault.TrailingBytes,
            _ => HeaderFault.None,
        };
        if (fault != HeaderFault.None)
            signed = null;
        return signed is not null;
    }

    /// <summary>The ciphertext of a section, whole: meant for the opening record.</summary>
    public byte[] ReadCiphertext(EnvelopeHeader header, int section)
    {
        var ciphertext = GC.AllocateUninitializedArray<byte>(checked((int)header.Sections[section].CiphertextBytes));
        stream.Position = start + header.OffsetOf(section);
        stream.ReadExactly(ciphertext);
        return ciphertext;
    }

    /// <summary>Whether a section's ciphertext has the root of the header.</summary>
    public bool VerifyRoot(EnvelopeHeader header, int section) =>
        PartRootsOf(header, section) is { } roots && PartRoots.Verify(header.Suite, header.Sections[section], roots);

    /// <summary>
    /// The roots of a section's upload parts as its ciphertext gives them, or null where the stream ends early.
    /// </summary>
    public byte[][]? PartRootsOf(EnvelopeHeader header, int section)
    {
        using var hasher = new PartHasher(header.Suite);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkedPayload.SealedChunkBytes);
        try
        {
            stream.Position = start + header.OffsetOf(section);
            for (var left = header.Sections[section].CiphertextBytes; left > 0; )
            {
                var read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
                if (read == 0)
                    return null;
                hasher.Append(buffer.AsSpan(0, read));
                left -= read;
            }
            return hasher.Finish();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
