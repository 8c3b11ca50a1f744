using System.Collections.Concurrent;
using Trading.Crypto;
using Trading.Locks.Tests.Trustee;
using Xunit.Abstractions;

namespace Trading.Opening.Tests.Archives;

/// <summary>
/// No byte of an archive is outside the reach of a check. Flips are spread over all processors; each stops at its first
/// failed check.
/// </summary>
public class FlippedByteTests(ITestOutputHelper output)
{
    private static readonly ArchiveStory Story = new(new Plot());

    [Fact]
    public void Every_flipped_byte_of_an_archive_of_three_bids_fails()
    {
        var file = Story.File(ArchiveKind.Full);
        Assert.Null(Audit.FindFailure(file, Story.Platform.Trust));
        Assert.Empty(Flip(file, file.Length, 1, static _ => { }));
    }

    // The full archive holds every byte of the public one and the partial openings besides; the public one is sampled.
    [Theory]
    [InlineData(ArchiveKind.Full, 1)]
    [InlineData(ArchiveKind.Public, 23)]
    public void Every_flipped_byte_fails_a_numbered_check_also_when_the_checksum_is_made_anew(
        ArchiveKind kind,
        int step
    )
    {
        var file = Story.File(kind);
        var unnoticed = Flip(file, file.Length - ArchiveContainer.ChecksumBytes, step, Mend);
        output.WriteLine(
            $"{kind}: {file.Length} bytes, every {step}; failures by check: "
                + $"{string.Join(' ', found.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}:{f.Value}"))}"
        );
        Assert.Empty(unnoticed);
    }

    private readonly ConcurrentDictionary<string, int> found = new();

    private List<int> Flip(byte[] file, int count, int step, Action<byte[]> mend)
    {
        var unnoticed = new ConcurrentBag<int>();
        Parallel.For(
            0,
            count / step,
            i =>
            {
                var offset = i * step;
                var bent = (byte[])file.Clone();
                bent[offset] ^= (byte)(1 << (offset % 8));
                mend(bent);
                if (Audit.FindFailure(bent, Story.Platform.Trust) is { } failure)
                    found.AddOrUpdate(failure.Number, 1, static (_, n) => n + 1);
                else
                    unnoticed.Add(offset);
            }
        );
        return [.. unnoticed.Order()];
    }

    private static void Mend(byte[] bent) =>
        Rehearsal
            .Suite.Hash(bent.AsSpan(0, bent.Length - ArchiveContainer.ChecksumBytes))
            .CopyTo(bent, bent.Length - ArchiveContainer.ChecksumBytes);
}
