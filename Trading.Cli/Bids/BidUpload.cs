using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Trading.Crypto;

namespace Trading.Cli;

/// <summary>
/// Brings a sealed file to the platform part by part. What is there already is not sent again, so a broken upload goes
/// on where it stopped; parts are re-read from the file, never kept in memory.
/// </summary>
public static class BidUpload
{
    private const int PartsAtOnce = 4;

    /// <summary>
    /// Uploads and commits once; the acknowledgement is the platform's word that the last byte of COMMIT arrived. An
    /// envelope whose COMMIT was accepted before has it already.
    /// </summary>
    public static async Task<CommitAnswer> SendAsync(
        ApiClient api,
        SubmissionKit kit,
        string path,
        CancellationToken cancel
    )
    {
        var (stream, _) = InputFile.Open(path, "a sealed bid");
        using var opened = stream;
        var (signed, roots) = Read(kit, stream, path);
        var (upload, before) = await api.DeclareAsync(kit.Session, kit.Lot, signed.Bytes, roots, cancel);
        if (before is not null)
            return new CommitAnswer(before, upload);
        var missing = await api.MissingAsync(upload, cancel);
        var parts = missing.SelectMany(
            (bits, section) => Enumerable.Range(0, bits.Count).Where(n => bits[n]).Select(n => (section, n))
        );
        await Parallel.ForEachAsync(
            parts,
            new ParallelOptions { MaxDegreeOfParallelism = PartsAtOnce, CancellationToken = cancel },
            (part, token) =>
                SendPartAsync(api, upload, stream.SafeFileHandle, signed.Header, part.section, part.n, token)
        );
        return await api.CommitOnceAsync(upload, cancel);
    }

    // Everything is checked here first: a damaged file is the bidder's to mend while there is time.
    private static (SignedHeader Signed, List<byte[][]> Roots) Read(SubmissionKit kit, FileStream stream, string path)
    {
        var file = new EnvelopeFile(stream);
        if (!file.TryReadHeader(out var signed, out var fault))
            throw CommandException.Usage(
                $"{InputFile.Shown(path)} is no sealed bid: {fault}.",
                "name the .bid that seal wrote"
            );
        if (!signed.Bytes.AsSpan().SequenceEqual(kit.Header))
            throw CommandException.Usage(
                $"{InputFile.Shown(path)} is not the bid of this kit.",
                "name the .bid and the .kit that one seal wrote together"
            );
        var roots = new List<byte[][]>();
        for (var section = 0; section < signed.Header.Sections.Count; section++)
        {
            var found = file.PartRootsOf(signed.Header, section);
            if (found is null || !PartRoots.Verify(signed.Header.Suite, signed.Header.Sections[section], found))
                throw CommandException.Usage(
                    $"{InputFile.Shown(path)} was changed after it was sealed: section {section} is not the one "
                        + "of the header.",
                    "seal again, or use a good copy"
                );
            roots.Add(found);
        }
        return (signed, roots);
    }

    private static async ValueTask SendPartAsync(
        ApiClient api,
        string upload,
        SafeFileHandle file,
        EnvelopeHeader header,
        int section,
        int part,
        CancellationToken cancel
    )
    {
        var length = ChunkedPayload.PartBytesAt(header.Sections[section].PlaintextBytes, part);
        var start = header.OffsetOf(section) + (long)part * ChunkedPayload.PartBytes;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var octets = buffer.AsMemory(0, length);
            for (var done = 0; done < length; )
            {
                var read = await RandomAccess.ReadAsync(file, octets[done..], start + done, cancel);
                if (read == 0)
                    throw new EndOfStreamException("The sealed file became shorter while it was sent.");
                done += read;
            }
            await api.PutPartAsync(upload, section, part, octets, cancel);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
