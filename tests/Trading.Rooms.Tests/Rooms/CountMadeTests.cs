namespace Trading.Rooms.Tests.Rooms;

/// <summary>A count that was made beside the room. Source: docs/spec/room.md, "Count".</summary>
public sealed class CountMadeTests
{
    [Fact]
    public void A_count_made_before_is_decided_as_if_it_were_made_now()
    {
        var (beside, within) = (new PlayedRoom().Scored(), new PlayedRoom().Scored());
        var made = CountMade.Of(beside.State, beside.Count());
        Assert.NotNull(made);
        beside.Must(beside.Count() with { Made = made });
        within.Must(within.Count());
        var (one, other) = (
            beside.Events.OfType<ScoresCounted>().Single(),
            within.Events.OfType<ScoresCounted>().Single()
        );
        Assert.Equal(other.ResultHash, one.ResultHash);
        Assert.Equal(other.Candidates.Select(c => c.Rank), one.Candidates.Select(c => c.Rank));
        Assert.Single(beside.Events.OfType<ResultCommitted>());
    }

    [Fact]
    public void What_has_moved_takes_no_notice_of_a_count_that_was_made_before()
    {
        var room = new PlayedRoom().Scored();
        var made = CountMade.Of(room.State, room.Count());
        var score = room.Sitting.Work.Sheets[2].Paper.Bids[0].Scores[0].Hundredths;
        room.Decide(MotionKind.Abnormal, 3, 1, "quality", "畸高", of: 2, before: score, after: 7000);
        room.Must(room.Count() with { Made = made });
        Assert.Empty(room.Events.OfType<ScoresCounted>());
        Assert.IsType<RoomTask.Count>(Assert.Single(RoomDue.Of(room.State, room.Now).Tasks));
        room.Must(room.Count() with { Made = CountMade.Of(room.State, room.Count()) });
        Assert.Single(room.Events.OfType<ScoresCounted>());
    }

    [Fact]
    public void What_does_not_touch_the_papers_leaves_it_good()
    {
        var room = new PlayedRoom().Scored();
        var made = CountMade.Of(room.State, room.Count());
        room.Must(room.Act(2, RoomActKind.CallShort));
        room.Must(room.Count() with { Made = made });
        Assert.Single(room.Events.OfType<ScoresCounted>());
    }

    [Fact]
    public void A_room_that_counts_nothing_has_none()
    {
        var room = new PlayedRoom().Pledged();
        Assert.Null(CountMade.Of(room.State, room.Count()));
    }
}
