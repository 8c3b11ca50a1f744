using Trading.Crypto;

namespace Trading.Evaluation.Tests.Vectors;

/// <summary>tests/vectors/draw/reductions.json: which rows a reduction keeps, for readers in other languages.</summary>
public class ReductionVectorTests
{
    [Fact]
    public void Reductions_are_frozen()
    {
        var random = new Random(2000);
        VectorFile.Compare(
            "reductions.json",
            "docs/spec/draw.md, \"Reduction\": of each row its groups as a digit; kept is SHA-256 over the rows as u32",
            Enumerable.Range(1, 3).Select(groups => CaseOf(random, groups)),
            isShort: true
        );
    }

    // The last group has few rows of its own: all of them are kept.
    private static object CaseOf(Random random, int groups)
    {
        int[] fits = [.. Enumerable.Range(0, 2400).Select(_ => random.Next(1, random.Next(12) == 0 ? 1 << groups : 2))];
        var request = DrawRequests.New() with
        {
            Groups = [.. Enumerable.Range(0, groups).Select(_ => new SeatGroup(["A08"], ExpertLevel.Intermediate, 1))],
        };
        ReductionRow[] rows = [.. fits.Select(f => new ReductionRow(new byte[32], (ushort)f))];
        var value = Suite.P256.Hash([(byte)groups]);
        var kept = Reduction.Keep(request, rows, Beacon.Order(Suite.P256, value, rows.Length));
        var bytes = new WireWriter();
        foreach (var row in kept)
            bytes.U32((uint)row);
        return new
        {
            groups,
            rows = string.Concat(fits),
            value = VectorFile.Hex(value),
            count = kept.Length,
            first = kept.Take(8),
            kept = VectorFile.Hex(Suite.P256.Hash(bytes.ToArray())),
        };
    }
}
