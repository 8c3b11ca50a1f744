using Trading.Recount;

namespace Trading.Rooms.Tests.Rooms;

/// <summary>Count, corrections, report, orders. Source: docs/spec/room.md, "Count" to "Orders".</summary>
public sealed class CountTests
{
    [Fact]
    public void Both_counts_agree_and_what_they_gave_is_committed_to()
    {
        var room = new PlayedRoom().Scored();
        Assert.IsType<RoomTask.Count>(Assert.Single(RoomDue.Of(room.State, room.Now).Tasks));
        Assert.Equal("wait-for-count", room.Refused(room.ActBy("host", RoomActKind.Draft, PlayedRoom.Hash())).NextStep);
        room.Must(room.Count());
        Assert.Empty(RoomDue.Of(room.State, room.Now).Tasks);
        var counted = room.Events.OfType<ScoresCounted>().Single();
        var file = Files.Of(room.Sitting);
        Assert.Equal(Suite.P256.Hash(file), counted.TenderHash);
        var result = Scorer.Score(file).Outcome!;
        Assert.Equal(result.Candidates, counted.Candidates.Select(c => c.Bid));
        var hidden = Tags.Hash(Suite.P256, Tags.RoomResult, counted.Salt, counted.TenderHash, counted.ResultHash);
        var lines = new LineTree(Suite.P256, counted.Salt, RoomLine.Of(room.Start, 0, Counted.Of(Scorer.Score(file))));
        Assert.Equal(
            Tags.Hash(Suite.P256, Tags.RoomCount, hidden, lines.Root),
            room.Events.OfType<ResultCommitted>().Single().Commitment
        );
        room.Must(room.Count());
        Assert.Single(room.Events.OfType<ScoresCounted>());
    }

    [Fact]
    public void A_difference_names_its_cell_and_stops_the_report()
    {
        var room = new PlayedRoom().Scored();
        Recounted Lie(ReadOnlyMemory<byte> file)
        {
            var told = Recount.Recount.Score(file);
            return told with { Rows = [.. told.Rows.Select((r, i) => i == 1 ? r with { Total = "1/1" } : r)] };
        }
        room.Must(room.Count() with { Second = Lie });
        var blocked = room.Events.OfType<CountBlocked>().Single();
        Assert.Equal(("counts-differ", "1/1"), (blocked.Code, blocked.Second));
        Assert.StartsWith("rows[1].total", blocked.Where, StringComparison.Ordinal);
        Assert.Empty(RoomDue.Of(room.State, room.Now).Tasks);
        var refused = room.Refused(room.ActBy("host", RoomActKind.Draft, PlayedRoom.Hash()));
        Assert.Equal((Reason.BadScoring, "tell-the-agent"), (refused.Reason, refused.NextStep));
        Assert.Contains("rows[1].total", refused.Detail, StringComparison.Ordinal);
        // With a second count that is mended it goes on.
        room.Must(room.Count());
        room.Must(room.ActBy("host", RoomActKind.Draft, PlayedRoom.Hash()));
    }

    [Fact]
    public void An_objective_item_that_differs_is_corrected_by_the_committee_with_before_and_after()
    {
        var room = new PlayedRoom().Explained();
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Sheet(seat, service: seat == 4 ? 900 : 1000));
        room.Must(room.Count());
        Assert.Equal("objective-differs", room.Events.OfType<CountBlocked>().Single().Code);
        Assert.Equal(
            "correct-for-a-lawful-reason",
            room.Refused(room.ActBy("host", RoomActKind.Draft, PlayedRoom.Hash())).NextStep
        );
        for (var bid = 1; bid <= 3; bid++)
            room.Decide(MotionKind.Objective, 3, bid, "service", "漏看服务承诺", of: 4, before: 900, after: 1000);
        var amended = room.Events.OfType<ScoreAmended>().First();
        Assert.Equal(
            (AmendmentKind.Objective, 4, 900L, 1000L),
            (amended.Kind, amended.Seat, amended.Before, amended.After)
        );
        room.Must(room.Count());
        Assert.NotNull(((Room.Summing)room.State).Count);
    }

    [Fact]
    public void A_correction_for_any_other_reason_is_refused_by_the_rule_of_the_four()
    {
        var room = new PlayedRoom().Counted();
        string Next(MotionKind kind, string item, long before, long after) =>
            room.Refused(room.Act(1, RoomActKind.Raise, room.Id(1), item, (byte)kind, 2, before, after, "误")).NextStep;
        var score = room.Sitting.Work.Sheets[2].Paper.Bids[0].Scores[0].Hundredths;
        Assert.Equal("correct-for-a-lawful-reason", Next(MotionKind.Range, "quality", score, 9000)); // it is in range
        Assert.Equal("correct-for-a-lawful-reason", Next(MotionKind.Objective, "service", 1000, 900)); // they agree
        Assert.Equal("correct-for-a-lawful-reason", Next(MotionKind.Abnormal, "service", 1000, 900)); // not subjective
        Assert.Equal("correct-for-a-lawful-reason", Next(MotionKind.Abnormal, "quality", score + 50, 9000)); // not the score
        Assert.Equal("correct-for-a-lawful-reason", Next(MotionKind.Sum, "", 1, 2)); // not the sum
        room.Decide(MotionKind.Abnormal, 3, 1, "quality", "畸高", of: 2, before: score, after: 7000);
        room.Decide(MotionKind.Sum, 3, 1, "", "合计有误", of: 2, before: 1, after: 8000);
        Assert.Equal(2, room.Sitting.Work.Changes.Count);
        Assert.Null(((Room.Summing)room.State).Count);
        room.Must(room.Count());
    }

    [Fact]
    public void A_late_rejection_is_counted_anew_and_may_end_procurement()
    {
        var room = new PlayedRoom(StartsOf.New(bids: StartsOf.Bids(4))).Counted();
        room.Decide(MotionKind.Reject, 3, 4, "collusion");
        Assert.True(room.Events.OfType<BidRejected>().Single().IsLate);
        room.Must(room.Count());
        Assert.DoesNotContain(room.Id(4), ((Room.Summing)room.State).Count!.Candidates.Select(c => c.Bid));
        room.Decide(MotionKind.Reject, 3, 3, "collusion");
        Assert.Equal("procurement-87:43", Assert.IsType<Room.Failed>(room.State).Failure.Rule);
    }

    [Fact]
    public void Equal_prices_and_equal_scores_share_a_rank()
    {
        RoomBid[] bids = [.. Enumerable.Range(1, 3).Select(n => StartsOf.Bid(n, 80_000_000))];
        var room = new PlayedRoom(StartsOf.New(bids: bids)).Explained();
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Sheet(seat, _ => 8000));
        room.Must(room.Count());
        Assert.Equal([1, 1, 1], ((Room.Summing)room.State).Count!.Candidates.Select(c => c.Rank));
    }

    [Fact]
    public void A_bid_above_the_ceiling_keeps_its_rank_and_is_no_candidate()
    {
        RoomBid[] bids = [.. StartsOf.Bids(3), StartsOf.Bid(4, 100_000_001)];
        var room = new PlayedRoom(StartsOf.New(bids: bids)).Explained();
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Sheet(seat, bid => bid == 4 ? 10_000 : 6000));
        room.Must(room.Count());
        Assert.DoesNotContain(room.Id(4), ((Room.Summing)room.State).Count!.Candidates.Select(c => c.Bid));
    }

    [Fact]
    public void Works_without_sheets_go_from_the_questions_to_the_count()
    {
        var room = SeatTests.Works(3).Counted();
        Assert.Empty(room.Events.OfType<SheetSubmitted>());
        Assert.Equal([1, 2, 3], ((Room.Summing)room.State).Count!.Candidates.Select(c => c.Rank));
    }

    [Fact]
    public void Silence_past_the_limit_agrees_and_dissent_has_reasons()
    {
        var room = new PlayedRoom().Drafted();
        room.Must(room.Act(1, RoomActKind.Agree, PlayedRoom.Hash()));
        room.Must(room.Act(2, RoomActKind.Dissent, PlayedRoom.Hash(), text: "评分标准理解不同"));
        Assert.Equal(Reason.Conflict, room.Refused(room.Act(2, RoomActKind.Agree, PlayedRoom.Hash())).Reason);
        Assert.Equal(Reason.Conflict, room.Refused(room.Act(3, RoomActKind.Agree, PlayedRoom.Hash(9))).Reason);
        Assert.Equal(Reason.Conflict, room.Refused(room.ActBy("host", RoomActKind.Draft, PlayedRoom.Hash(9))).Reason);
        var by = RoomDue.Of(room.State, room.Now).NextAt!.Value;
        Assert.Equal(room.Now + StartsOf.Hour, by);
        room.Now = by;
        Assert.Equal(Reason.TooLate, room.Refused(room.Act(3, RoomActKind.Agree, PlayedRoom.Hash())).Reason);
        room.Must(new PassTime(room.Now));
        Assert.Equal([3, 4, 5], room.Events.OfType<SilenceDeemed>().Single().Seats);
        var result = Assert.IsType<Room.Concluded>(room.State).Result;
        Assert.Equal((4, 1), (result.Agreed, result.Dissenting));
    }

    [Fact]
    public void A_draft_that_nobody_signed_is_replaced()
    {
        var room = new PlayedRoom().Drafted();
        room.Must(room.ActBy("host", RoomActKind.Draft, PlayedRoom.Hash(9)));
        Assert.Equal(PlayedRoom.Hash(9), ((Room.Reporting)room.State).Draft.Hash);
    }

    [Fact]
    public void The_supervisor_orders_a_review_again_for_the_four_reasons_alone()
    {
        var room = new PlayedRoom().Concluded();
        Assert.Equal(
            "leave-to-the-entitled",
            room.Refused(room.ActBy("host", RoomActKind.Again, choice: 1, text: "误")).NextStep
        );
        Assert.Equal(
            "correct-for-a-lawful-reason",
            room.Refused(room.ActBy("supervisor", RoomActKind.Again, choice: 5, text: "误")).NextStep
        );
        room.Must(room.ActBy("supervisor", RoomActKind.Again, choice: 4, text: "评委二畸高"));
        var score = room.Sitting.Work.Sheets[2].Paper.Bids[0].Scores[0].Hundredths;
        room.Decide(MotionKind.Abnormal, 4, 1, "quality", "畸高", of: 2, before: score, after: 7000);
        room.Must(room.Count());
        room.Must(room.ActBy("host", RoomActKind.Draft, PlayedRoom.Hash(9)));
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Act(seat, RoomActKind.Agree, PlayedRoom.Hash(9)));
        Assert.Equal(1, Assert.IsType<Room.Concluded>(room.State).Result.Revision);
        Assert.Equal([0, 1], room.Events.OfType<ResultCommitted>().Select(e => e.Revision));
    }

    [Fact]
    public void Stop_and_seal_takes_time_from_nobody_and_may_end_in_another_committee()
    {
        var room = new PlayedRoom().Complied();
        var question = room.Ask(1, QuestionKind.Clarify);
        Assert.Equal(
            "stop-and-seal",
            room.Refused(room.ActBy("supervisor", RoomActKind.Abandon, text: "无法补抽")).NextStep
        );
        room.Must(room.ActBy("host", RoomActKind.Stop, text: "断网"));
        Assert.Equal(Reason.WrongPhase, room.Refused(room.Answer(1, question)).Reason);
        Assert.Empty(RoomDue.Of(room.State, room.Now + 100 * StartsOf.Hour).Tasks);
        Assert.Equal(0, RoomVisibility.ReadableSheets(room.State, Keys.Point("supervisor")));
        var (ends, by) = (room.Start.EndsAt, room.Events.OfType<QuestionAsked>().Single().AnswerBy);
        room.Now += 3 * StartsOf.Hour;
        room.Must(room.ActBy("supervisor", RoomActKind.Resume, text: "恢复"));
        Assert.Equal(ends + 3 * StartsOf.Hour, room.Sitting.Work.EndsAt);
        Assert.Equal(by + 3 * StartsOf.Hour, room.Sitting.Work.Questions[question].AnswerBy);
        room.Must(room.Answer(1, question));
        room.Must(room.ActBy("supervisor", RoomActKind.Stop, text: "无法补抽"));
        room.Must(room.ActBy("supervisor", RoomActKind.Abandon, text: "另组评标委员会"));
        var failed = Assert.IsType<Room.Failed>(room.State).Failure;
        Assert.Equal((RoomFailure.NewCommittee, "procurement-87:49"), (failed.Cause, failed.Rule));
        Assert.Equal(Reason.WrongPhase, room.Refused(room.Act(1, RoomActKind.Close)).Reason);
    }
}
