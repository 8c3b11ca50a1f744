using Trading.Evaluation.Releases;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Tests.Releases;
using Trading.Locks.Tests.Trustee;
using Xunit.Abstractions;

namespace Trading.Trustee.Tests;

/// <summary>A draw as the trustees' processes live it: over HTTP, with stores on disk, and with processes that die.</summary>
public class DrawTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(Where.BeforeSave)]
    [InlineData(Where.AfterSave)]
    [InlineData(Where.BeforeSend)]
    [InlineData(Where.AfterSend)]
    public async Task A_crash_at_any_point_of_a_draw_changes_nothing_that_was_said(Where where)
    {
        var points = 0;
        for (var point = 0; ; point++, points++)
        {
            var fault = new Fault(where, point) { IsArmed = false };
            using var office = new DrawOffice();
            office.Store = (trustee, store) => trustee == 1 ? new BrokenStore(store, fault) : store;
            office.Way = (trustee, way) => trustee == 1 ? new BrokenWay(way, fault) : way;
            await office.LockedAsync();
            fault.IsArmed = true;
            var (name, expected) = await office.DrawAsync(await office.CommittedAsync());
            Assert.Equal(expected, name);
            SaysOneThing(office.Relay.Posted);
            if (!fault.HasStruck)
                break;
        }
        output.WriteLine($"{where}: {points} points");
        Assert.InRange(points, 6, 40); // head, question about the time, beacon, contact, name, times of others
    }

    [Fact]
    public async Task Rows_are_fetched_once_for_all_records_and_wrong_ones_are_not_remembered()
    {
        using var office = new DrawOffice();
        var height = await office.CommittedAsync();
        office.Relay.Do(p => p.Now = p.Request.DrawAt);
        await office.AskAsync(
            DrawLots.Draw,
            height,
            (DrawSubject.Beacon(office.Relay.Ask(p => p.Commitment.Root), 0), [])
        );
        var seated = office.Relay.Ask(p => p.Seated(0));
        office.Relay.Do(p =>
        {
            foreach (var position in seated)
                p.Questions.Add(
                    (DrawLots.Contact, DrawSubject.Contact(position).ToBytes(), height, office.Shown(null))
                );
        });
        office.Relay.Rows = rows => rows[..^1];
        await office.RoundAsync(1);
        Assert.Equal([nameof(TrusteeReason.BadRows)], Refusals(office).Distinct());
        office.Relay.Rows = rows => rows;
        await office.RoundsAsync(3);
        Assert.All(
            seated,
            p => Assert.NotNull(office.Relay.Platform.Answer(DrawLots.Contact, DrawSubject.Contact(p).ToBytes(), 1))
        );
        // The first got wrong ones for each want, and then right ones once, as did everybody else.
        var calls = office.Relay.Calls.Count(c => c.Contains("/rows/", StringComparison.Ordinal));
        Assert.Equal(seated.Count + 3, calls);
    }

    [Fact]
    public async Task A_restarted_trustee_says_the_same_and_still_answers_no_second_root()
    {
        using var office = new DrawOffice();
        var height = await office.CommittedAsync();
        await office.DrawAsync(height);
        var before = office.Agent(1).State;
        office.Kill(1);
        var after = office.Agent(1).State;
        var (draw, kept) = (Find(before), Find(after));
        Assert.Equal(draw.Points.Keys, kept.Points.Keys);
        Assert.Equal(draw.Points["k0"], kept.Points["k0"]);
        Assert.Equal(before.ClockMark, after.ClockMark);

        var second = office.Relay.Ask(p =>
        {
            var commitment = p.NewCommitment(60);
            return (commitment.Root, Height: p.Tell(p.Committed(commitment.Head, commitment.Root)));
        });
        await office.RoundsAsync(2);
        await office.AskAsync(DrawLots.Draw, second.Height, (DrawSubject.Beacon(second.Root, 0), []));
        Assert.Null(office.Relay.Platform.Answer(DrawLots.Draw, DrawSubject.Beacon(second.Root, 0).ToBytes(), 1));
        Assert.Contains(nameof(TrusteeReason.OtherList), Refusals(office));

        TrusteeLot.Locked Find(TrusteeState state) =>
            Assert.IsType<TrusteeLot.Locked>(state.Find(office.Relay.Platform.Request.Draw, DrawLots.Draw));
    }

    private static List<string> Refusals(DrawOffice office) =>
        [
            .. office
                .Relay.Posted.Where(p => p.Trustee == 1 && p.Message.Kind == TrusteeMessageKind.Refusal)
                .Select(p => TrusteeBodies.TryRefusal(p.Message.Body, out _, out var reason, out _) ? reason : ""),
        ];

    // Whatever is opened is always told with the same bytes, the box and the signature too.
    private static void SaysOneThing(IEnumerable<(int Trustee, TrusteeMessage Message)> posted)
    {
        var points = posted.Where(p => p.Message.Kind == TrusteeMessageKind.Point).ToList();
        Assert.True(points.Count >= 9);
        foreach (
            var group in points.GroupBy(p =>
                (
                    p.Trustee,
                    p.Message.Lot,
                    TrusteeBodies.TryPoint(p.Message.Body, out var subject, out _) ? Convert.ToHexString(subject) : ""
                )
            )
        )
            Assert.Single(
                group.Select(p => Convert.ToHexString([.. p.Message.Body, .. p.Message.Signature])).Distinct()
            );
    }
}
