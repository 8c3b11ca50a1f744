using Trading.Rooms.Reports;

namespace Trading.Rooms.Tests.Counts;

/// <summary>A bidder's own line, and the hash of a report. Source: docs/spec/room.md, "Count" and "Report".</summary>
public sealed class LineTests
{
    [Fact]
    public void Each_bidder_opens_its_own_line_and_no_other()
    {
        var room = new PlayedRoom(StartsOf.New(bids: StartsOf.Bids(4))).Counted(2);
        var counted = room.Events.OfType<ScoresCounted>().Single();
        var commitment = room.Events.OfType<ResultCommitted>().Single().Commitment;
        var result = Counted.Of(Scorer.Score(Files.Of(room.Sitting)));
        var tree = new LineTree(Suite.P256, counted.Salt, RoomLine.Of(room.Start, 0, result));
        var hidden = Counting.Hidden(Suite.P256, counted.Salt, counted.TenderHash, counted.ResultHash);
        foreach (var bid in room.Start.Bids)
        {
            var proof = LineProof.Read(tree.Prove(bid.Id, hidden)!.ToBytes());
            Assert.True(proof.Opens(Suite.P256, commitment));
            Assert.True(RoomLine.TryParse(proof.Line, out var line));
            Assert.Equal(bid.Id, line.Bid);
            Assert.False(
                (proof with { Line = (line with { Rank = line.Rank + 1 }).ToBytes() }).Opens(Suite.P256, commitment)
            );
            Assert.False((proof with { Index = (proof.Index + 1) % 4 }).Opens(Suite.P256, commitment));
            Assert.False((proof with { Hidden = new byte[32] }).Opens(Suite.P256, commitment));
            Assert.False((proof with { Root = new byte[32] }).Opens(Suite.P256, commitment));
            Assert.False((proof with { Salt = new byte[32] }).Opens(Suite.P256, commitment));
        }
        Assert.Null(tree.Prove(new string('f', 32), hidden));
        Assert.True(RoomLine.TryParse(tree.Prove(room.Id(2), hidden)!.Line, out var rejected));
        Assert.Equal((0, "", "rejected", "缺"), (rejected.Rank, rejected.Total, rejected.Reason, rejected.Text));
    }

    [Fact]
    public void A_draft_of_the_same_facts_has_the_same_hash_and_any_event_changes_it()
    {
        var room = new PlayedRoom().Counted();
        var facts = room.Sitting.Facts;
        var before = ReportHash.Of(facts, room.Events)!;
        room.Must(room.ActBy("host", RoomActKind.Draft, before));
        Assert.Equal(before, ReportHash.Of(facts, room.Events));
        Assert.Equal(before, ReportHash.OfDraft(facts, room.Events));
        room.Must(room.Act(2, RoomActKind.Agree, before));
        room.Must(room.Act(3, RoomActKind.CallShort));
        Assert.Equal(before, ReportHash.OfDraft(facts, room.Events));
        for (var left = 0; left < room.Events.Count; left++)
            if (room.Events[left] is not (ReportDrafted or ReportCommitted or ReportJudged or TimeCalledShort))
                Assert.NotEqual(before, ReportHash.OfDraft(facts, [.. room.Events.Where((_, at) => at != left)]));
        Assert.Null(ReportHash.OfDraft(facts, [.. room.Events.TakeWhile(e => e is not ScoresCounted)]));
    }
}
