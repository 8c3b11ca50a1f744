using Trading.Crypto;

namespace Trading.Evaluation.Tests.Commitments;

public class ReductionTests
{
    private static DrawRequest Request => Draw.NewRequest();

    private static ReductionRow Row(int i, int groups) =>
        new(Suite.P256.Hash(BitConverter.GetBytes(i)), (ushort)groups);

    [Fact]
    public void A_group_with_few_experts_keeps_them_all()
    {
        ReductionRow[] rows = [.. Enumerable.Range(0, 5000).Select(i => Row(i, i % 1000 == 7 ? 2 : 1))];
        var kept = Reduction.Keep(Request, rows, Beacon.Order(Suite.P256, new byte[32], rows.Length));
        Assert.Equal(5, kept.Count(i => rows[i].Groups == 2));
        Assert.Equal(1000, kept.Count(i => rows[i].Groups == 1));
    }

    [Fact]
    public void What_fits_two_groups_counts_for_both()
    {
        ReductionRow[] rows = [.. Enumerable.Range(0, 3000).Select(i => Row(i, 3))];
        var order = Beacon.Order(Suite.P256, new byte[32], rows.Length);
        Assert.Equal(order[..1000], Reduction.Keep(Request, rows, order));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    public void No_more_are_kept_than_can_be_sealed(int groups)
    {
        var request = Request with { Groups = [.. Enumerable.Repeat(Request.Groups[1], groups)] };
        ReductionRow[] rows = [.. Enumerable.Range(0, 40_000).Select(i => Row(i, 1 << i % groups))];
        var kept = Reduction.Keep(request, rows, Beacon.Order(Suite.P256, new byte[32], rows.Length));
        Assert.Equal(Custodian.PositionsMost / groups * groups, kept.Length);
    }

    [Fact]
    public void A_pool_that_is_too_large_is_reduced_by_a_beacon_of_its_own_and_verifies()
    {
        var draw = Draw.Of(4200);
        Assert.True(draw.Pool.NeedsReduction);
        Assert.InRange(draw.Commitment.Positions.Count, 1, Custodian.PositionsMost);
        var report = DrawAudit.Run(draw.Transcript, draw.Trustees.Trust);
        Assert.All(report.Checks, c => Assert.Equal((c.Number, CheckOutcome.Pass), (c.Number, c.Outcome)));
    }

    [Fact]
    public void A_pool_is_committed_with_the_reduction_that_it_needs_and_no_other()
    {
        var draw = Draw.Of(60);
        Assert.Throws<ArgumentException>(() =>
            Custodian.Commit(draw.Request, draw.Locks, draw.Pool, ([], new byte[32]), draw.Entropy)
        );
    }
}
