using Trading.Locks.Tests.Trustee;
using Xunit.Abstractions;

namespace Trading.Trustee.Tests;

/// <summary>
/// The process of one trustee dies at every point where it persists or sends, before it and after it; the next process
/// goes on from the store alone.
/// </summary>
public class FaultTableTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(Where.BeforeSave)]
    [InlineData(Where.AfterSave)]
    [InlineData(Where.BeforeSend)]
    [InlineData(Where.AfterSend)]
    public async Task A_crash_at_any_point_changes_nothing_that_was_said(Where where)
    {
        var points = 0;
        for (var point = 0; ; point++, points++)
        {
            var fault = new Fault(where, point);
            using var office = new Office();
            office.Store = (trustee, store) => trustee == 1 ? new BrokenStore(store, fault) : store;
            office.Way = (trustee, way) => trustee == 1 ? new BrokenWay(way, fault) : way;
            var offers = await office.OpenAsync();
            Assert.Equal(["offer 1", "offer 2", "offer 3"], offers!);
            SaysOneThing(office.Relay.Posted);
            if (!fault.HasStruck)
                break;
        }
        output.WriteLine($"{where}: {points} points");
        Assert.InRange(points, 8, 100);
    }

    // Whatever is said about one thing is always said with the same bytes: the signature too, so nothing was made
    // twice.
    private static void SaysOneThing(IEnumerable<(int Trustee, TrusteeMessage Message)> posted)
    {
        TrusteeMessageKind[] once =
        [
            TrusteeMessageKind.Commitment,
            TrusteeMessageKind.Message1,
            TrusteeMessageKind.Signature,
            TrusteeMessageKind.Locked,
            TrusteeMessageKind.FreezeCosignature,
            TrusteeMessageKind.Partials,
        ];
        foreach (
            var group in posted.Where(p => once.Contains(p.Message.Kind)).GroupBy(p => (p.Trustee, p.Message.Kind))
        )
            Assert.Single(
                group.Select(p => Convert.ToHexString([.. p.Message.Body, .. p.Message.Signature])).Distinct()
            );
    }
}
