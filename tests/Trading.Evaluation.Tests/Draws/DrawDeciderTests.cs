using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Statements;
using Trading.Evaluation.Tests.Fixtures;
using Trading.Streams;
using State = Trading.Evaluation.Draws.Draw;

namespace Trading.Evaluation.Tests.Draws;

/// <summary>What may happen in a draw, and what may not. Source: docs/spec/draw.md, "Streams".</summary>
public sealed class DrawDeciderTests
{
    [Fact]
    public void A_draw_goes_from_its_publication_to_its_disclosure()
    {
        var draw = DecidedDraw.Seated();
        var seated = draw.Drawn.Seated;
        Assert.Equal(draw.Request.DrawnSeats, seated.Count);
        foreach (var position in seated)
            Assert.True(draw.Do(draw.Tell(position, PositionOutcome.Confirmed)).IsAccepted);
        Assert.Equal(seated.Count, draw.Events.OfType<NoticesCounted>().Last().Confirmed);
        draw.Name();
        foreach (var position in seated)
            draw.Arrive(position);
        Assert.IsType<DrawDisclosed>(draw.Events[^1]);
        var over = Assert.IsType<State.Over>(draw.State);
        Assert.True(over.IsDisclosed);
        Assert.Null(over.Failure);
    }

    [Fact]
    public void Everything_may_be_said_twice()
    {
        var draw = DecidedDraw.Seated();
        var commit = draw.CommitmentOf(draw.Commitment.Root);
        var first = draw.Drawn.Seated[0];
        var told = draw.Tell(first, PositionOutcome.Confirmed);
        draw.Do(told);
        var count = draw.Events.Count;
        Assert.True(draw.Publish().IsAccepted);
        Assert.True(draw.Do(commit).IsAccepted);
        Assert.True(draw.Do(draw.Combine(2, 3)).IsAccepted);
        Assert.True(draw.Do(told).IsAccepted);
        Assert.Equal(count, draw.Events.Count);
    }

    [Fact]
    public void Only_the_host_publishes_and_only_before_the_hour()
    {
        var draw = new DecidedDraw();
        Assert.Equal(Reason.BadSignature, draw.Publish(draw.Supervisor).Refusal?.Reason);
        Assert.Equal(Reason.Malformed, draw.Publish(policies: [.. draw.Policies.Reverse()]).Refusal?.Reason);
        Assert.Equal(Reason.Malformed, draw.Publish(policies: [.. draw.Policies.Take(2)]).Refusal?.Reason);
        draw.Now = draw.Request.DrawAt;
        Assert.Equal(Reason.TooLate, draw.Publish().Refusal?.Reason);
        Assert.Empty(draw.Events);
    }

    [Fact]
    public void The_gate_gets_the_salt_where_the_buyer_fills_seats_and_nowhere_else()
    {
        var box = new byte[PersonHash.SaltBytes + SealedBox.OverheadBytes];
        Assert.Equal(Reason.Malformed, new DecidedDraw().Publish(boxForGate: box).Refusal?.Reason);
        var buyers = DrawRequests.WithBuyers("11010519491231002X", "440524188001010014");
        Assert.Equal(Reason.Malformed, new DecidedDraw(buyers).Publish(boxForGate: []).Refusal?.Reason);
        Assert.Equal(Reason.Malformed, new DecidedDraw(buyers).Publish(boxForGate: box[1..]).Refusal?.Reason);
        var draw = new DecidedDraw(buyers);
        Assert.True(draw.Publish().IsAccepted);
        Assert.Equal(box.Length, Assert.IsType<DrawRequested>(draw.Events[0]).GateSalt.Length);
    }

    [Fact]
    public void The_hosts_signature_is_over_the_box_for_the_gate()
    {
        var draw = new DecidedDraw(DrawRequests.WithBuyers("11010519491231002X", "440524188001010014"));
        draw.Publish();
        var said = Assert.IsType<DrawRequested>(draw.Events[0]);
        byte[] other = [.. said.GateSalt];
        other[^1] ^= 1;
        var wish = new RequestDraw(draw.Now, said.Draw, said.Request, said.Policies, said.Salt, other, said.Signature);
        Assert.Equal(Reason.BadSignature, DrawDecider.Decide(new State.None(), wish).Refusal?.Reason);
    }

    [Fact]
    public void A_request_that_a_rule_refuses_names_the_rule()
    {
        var plain = DrawRequests.New();
        SeatGroup[] even = [plain.Groups[0] with { Seats = 6 }];
        var draw = new DecidedDraw(plain with { Groups = even, BuyerSeats = [] });
        Assert.Equal("procurement-87:47", draw.Publish().Refusal?.Rule);
        Assert.Empty(draw.Events);
    }

    [Fact]
    public void Only_the_custodian_commits_and_only_once()
    {
        var draw = new DecidedDraw();
        draw.Publish();
        Assert.Equal(Reason.WrongPhase, draw.Do(draw.Commit()).Refusal?.Reason); // no lock stands
        draw.Certify();
        Assert.Equal(Reason.BadSignature, draw.Do(draw.Commit(draw.Host)).Refusal?.Reason);
        Assert.True(draw.Do(draw.Commit()).IsAccepted);
        var another = draw.Commitment.Root.ToArray();
        another[0] ^= 1;
        Assert.Equal(Reason.Conflict, draw.Do(draw.CommitmentOf(another)).Refusal?.Reason);
    }

    [Fact]
    public void A_shortage_of_the_pool_ends_the_draw_and_names_no_person()
    {
        var draw = new DecidedDraw();
        draw.Publish();
        draw.Certify();
        var shortage = new Shortage(0, 5, 2, Constraint.Unit);
        var signed = DrawStatements.Shortage(draw.Request.Hash(), shortage);
        var wrong = draw.Host.Sign(Trading.Crypto.Tags.DrawShortage, signed);
        Assert.Equal(Reason.BadSignature, draw.Do(new TellShortage(draw.Now, shortage, wrong)).Refusal?.Reason);
        var right = draw.Custodian.Sign(Trading.Crypto.Tags.DrawShortage, signed);
        Assert.True(draw.Do(new TellShortage(draw.Now, shortage, right)).IsAccepted);
        var failed = Assert.IsType<DrawFailed>(draw.Events[^1]);
        Assert.Equal((DrawFailure.PoolShort, 0, Constraint.Unit), (failed.Cause, failed.Group, failed.Binding));
        Assert.True(draw.Do(new TellShortage(draw.Now, shortage, right)).IsAccepted);
    }

    [Fact]
    public void No_value_before_the_hour_nor_from_fewer_than_t()
    {
        var draw = new DecidedDraw();
        draw.Publish();
        draw.Certify();
        draw.Do(draw.Commit());
        Assert.Equal(Reason.TooEarly, draw.Do(draw.Combine(1, 2)).Refusal?.Reason);
        draw.Now = draw.Request.DrawAt;
        Assert.Equal(Reason.BadProof, draw.Do(draw.Combine(1)).Refusal?.Reason);
        Assert.Equal(Reason.BadProof, draw.Do(draw.Combine(2, 2)).Refusal?.Reason);
        Assert.True(draw.Do(draw.Combine(2, 3)).IsAccepted);
        Assert.Equal(draw.Request.DrawnSeats, draw.Events.OfType<CommitteeDrawn>().Single().Seats);
    }

    [Fact]
    public void Whoever_declines_is_followed_by_the_next_position()
    {
        var draw = DecidedDraw.Seated();
        var gone = draw.Drawn.Seated[0];
        Assert.True(draw.Do(draw.Tell(gone, PositionOutcome.Declined)).IsAccepted);
        var step = Assert.Single(draw.Events.OfType<PositionTold>().Single().Steps);
        Assert.Equal(gone, step.InsteadOf);
        Assert.False(draw.Drawn.Sits(gone));
        Assert.True(draw.Drawn.Sits(step.Position));
        Assert.Equal(1, draw.Events.OfType<NoticesCounted>().Last().Declined);
        Assert.Equal(Reason.Conflict, draw.Do(draw.Tell(gone, PositionOutcome.Presented)).Refusal?.Reason);
    }

    [Fact]
    public void Each_office_says_its_own_and_nothing_else()
    {
        var draw = DecidedDraw.Seated();
        var (sits, stands) = (
            draw.Drawn.Seated[0],
            Enumerable.Range(0, draw.Commitment.Positions.Count).First(p => !draw.Drawn.Sits(p))
        );
        Assert.Equal(
            Reason.BadSignature,
            draw.Do(draw.Tell(sits, PositionOutcome.Confirmed, draw.Gate)).Refusal?.Reason
        );
        Assert.Equal(
            Reason.BadSignature,
            draw.Do(draw.Tell(sits, PositionOutcome.Presented, draw.Gateway)).Refusal?.Reason
        );
        Assert.Equal(Reason.Conflict, draw.Do(draw.Tell(stands, PositionOutcome.Confirmed)).Refusal?.Reason);
        Assert.Equal(Reason.Conflict, draw.Do(draw.Tell(sits, PositionOutcome.Arrived)).Refusal?.Reason);
        Assert.Equal(Reason.Conflict, draw.Do(draw.Tell(sits, PositionOutcome.Left)).Refusal?.Reason);
    }

    [Fact]
    public void One_record_is_opened_at_a_time_and_by_its_own_row()
    {
        var draw = DecidedDraw.Seated();
        var (one, other) = (draw.Drawn.Seated[0], draw.Drawn.Seated[1]);
        draw.Do(draw.Tell(one, PositionOutcome.Presented));
        Assert.Equal(Reason.TooEarly, draw.Do(draw.Tell(other, PositionOutcome.Presented)).Refusal?.Reason);
        Assert.Equal(Reason.WrongPhase, draw.Do(draw.Unseal(one)).Refusal?.Reason); // not arrived
        draw.Do(draw.Tell(one, PositionOutcome.Arrived));
        Assert.Equal(Reason.BadProof, draw.Do(draw.Unseal(one, other)).Refusal?.Reason);
        Assert.True(draw.Do(draw.Unseal(one)).IsAccepted);
        Assert.Equal(Reason.Conflict, draw.Do(draw.Tell(one, PositionOutcome.Presented)).Refusal?.Reason);
        // A minute later the door is free, whoever stood there.
        draw.Do(draw.Tell(other, PositionOutcome.Presented));
        draw.Now += 61_000_000;
        Assert.True(draw.Do(draw.Tell(draw.Drawn.Seated[2], PositionOutcome.Presented)).IsAccepted);
    }

    [Fact]
    public void Conflicts_are_answered_once_about_the_units_that_were_named()
    {
        var draw = DecidedDraw.Seated();
        string[] units = [InventedExperts.UnitCode(1), InventedExperts.UnitCode(2)];
        var hit = draw.Drawn.Seated[1];
        Assert.Equal(Reason.Malformed, draw.Do(draw.Conflicts(units, hit)).Refusal?.Reason);
        Assert.True(draw.Do(new NameBidders(draw.Now, units)).IsAccepted);
        var named = draw.Drawn.Units!;
        Assert.Equal(Reason.Malformed, draw.Do(draw.Conflicts([named[0]], hit)).Refusal?.Reason);
        Assert.True(draw.Do(draw.Conflicts(named, hit)).IsAccepted);
        Assert.False(draw.Drawn.Sits(hit));
        Assert.Equal(draw.Request.DrawnSeats, draw.Drawn.Seated.Count);
        Assert.Equal(1, draw.Events.OfType<NoticesCounted>().Last().Conflicts);
        var count = draw.Events.Count;
        Assert.True(draw.Do(draw.Conflicts(named)).IsAccepted); // said again, whatever it says now
        Assert.Equal(count, draw.Events.Count);
    }

    [Fact]
    public void Who_is_hit_yields_in_the_room_as_on_the_way()
    {
        var draw = DecidedDraw.Seated();
        var (inside, coming) = (draw.Drawn.Seated[0], draw.Drawn.Seated[1]);
        draw.Arrive(inside);
        draw.Do(draw.Tell(coming, PositionOutcome.Confirmed));
        draw.Do(new NameBidders(draw.Now, [InventedExperts.UnitCode(1)]));
        Assert.True(draw.Do(draw.Conflicts(draw.Drawn.Units!, inside, coming)).IsAccepted);

        Assert.Equal([inside], draw.Events.OfType<ConflictsFound>().Single().Here);
        Assert.Equal([inside], draw.Drawn.Unseated);
        Assert.DoesNotContain(draw.Drawn.Seated, p => p == inside || p == coming);
        Assert.Equal(draw.Request.DrawnSeats, draw.Drawn.Seated.Count);
        Assert.Equal(0, draw.Events.OfType<ArrivalsCounted>().Last().Arrived);
        var counted = draw.Events.OfType<NoticesCounted>().Last();
        Assert.Equal((0, 2), (counted.Confirmed, counted.Conflicts));

        // Who was in leaves, once, and does not come back; who had not come does neither.
        Assert.Equal(Reason.Conflict, draw.Do(draw.Tell(inside, PositionOutcome.Back)).Refusal?.Reason);
        Assert.Equal(Reason.Conflict, draw.Do(draw.Tell(inside, PositionOutcome.Avoids)).Refusal?.Reason);
        Assert.Equal(Reason.Conflict, draw.Do(draw.Tell(coming, PositionOutcome.Left)).Refusal?.Reason);
        Assert.True(draw.Do(draw.Tell(inside, PositionOutcome.Left)).IsAccepted);
        Assert.Equal(Reason.Conflict, draw.Do(draw.Tell(inside, PositionOutcome.Back)).Refusal?.Reason);
        // Nobody sits who has arrived, and yet a name was read.
        Assert.Equal(Reason.TooLate, draw.Do(draw.Again("重来")).Refusal?.Reason);
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        Assert.IsType<DrawDisclosed>(draw.Events[^1]);
    }

    [Fact]
    public void Who_is_hit_at_the_door_is_not_admitted_and_keeps_nobody_waiting()
    {
        var draw = DecidedDraw.Seated();
        var (door, next) = (draw.Drawn.Seated[0], draw.Drawn.Seated[1]);
        draw.Do(new NameBidders(draw.Now, [InventedExperts.UnitCode(1)]));
        draw.Do(draw.Tell(door, PositionOutcome.Presented));
        Assert.True(draw.Do(draw.Conflicts(draw.Drawn.Units!, door)).IsAccepted);
        Assert.Null(draw.Events.OfType<ConflictsFound>().Single().Here);
        Assert.Equal(Reason.WrongPhase, draw.Do(draw.Tell(door, PositionOutcome.Arrived)).Refusal?.Reason);
        Assert.True(draw.Do(draw.Tell(next, PositionOutcome.Presented)).IsAccepted);
    }

    [Fact]
    public void The_name_of_whoever_was_unseated_is_told_nevertheless()
    {
        var draw = DecidedDraw.Seated();
        var (inside, coming) = (draw.Drawn.Seated[0], draw.Drawn.Seated[1]);
        draw.Do(new NameBidders(draw.Now, [InventedExperts.UnitCode(1)]));
        draw.Do(draw.Tell(inside, PositionOutcome.Presented));
        draw.Do(draw.Tell(inside, PositionOutcome.Arrived));
        Assert.True(draw.Do(draw.Conflicts(draw.Drawn.Units!, inside, coming)).IsAccepted);
        Assert.Equal(Reason.WrongPhase, draw.Do(draw.Unseal(coming)).Refusal?.Reason); // nobody read it
        var late = draw.Unseal(inside);
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        Assert.IsType<DrawDisclosed>(draw.Events[^1]);
        Assert.True(draw.Do(late).IsAccepted); // and were it after the disclosure
        Assert.Equal(inside, Assert.IsType<SeatUnsealed>(draw.Events[^1]).Position);
        Assert.Empty(draw.Do(late).Events);
    }

    [Fact]
    public void A_committee_waits_for_the_answer_about_its_bidders()
    {
        var draw = DecidedDraw.Seated();
        draw.Do(new NameBidders(draw.Now, [InventedExperts.UnitCode(1)]));
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        Assert.IsNotType<DrawDisclosed>(draw.Events[^1]);
        Assert.Equal(Reason.TooEarly, draw.Do(new DiscloseDraw(draw.Now)).Refusal?.Reason);
        var asked = draw.Conflicts(draw.Drawn.Units!);
        Assert.True(draw.Do(asked).IsAccepted);
        Assert.IsType<DrawDisclosed>(draw.Events[^1]);
        Assert.Empty(draw.Do(asked).Events); // said again
    }

    [Fact]
    public void A_committee_waits_for_the_names_of_its_bidders_and_whoever_is_hit_then_yields()
    {
        var draw = DecidedDraw.Seated();
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        Assert.IsNotType<DrawDisclosed>(draw.Events[^1]);
        Assert.Equal(Reason.TooEarly, draw.Do(new DiscloseDraw(draw.Now)).Refusal?.Reason);
        var due = DrawDue.Of(draw.State, draw.Now);
        Assert.Empty(due.Works);
        Assert.Equal(DrawDue.LastArrivalAt(draw.Request), due.NextAt);

        draw.Name(InventedExperts.UnitCode(1));
        var hit = draw.Drawn.Seated[2];
        Assert.True(draw.Do(draw.Conflicts(draw.Drawn.Units!, hit)).IsAccepted);
        Assert.Equal([hit], draw.Drawn.Unseated);
        draw.Arrive(draw.Drawn.Seated.Except(draw.Drawn.Arrived).Single());
        Assert.IsType<DrawDisclosed>(draw.Events[^1]);
    }

    [Fact]
    public void An_opening_without_bidders_lets_a_committee_that_waits_stand()
    {
        var draw = DecidedDraw.Seated();
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        draw.Name();
        Assert.IsType<DrawDisclosed>(draw.Events[^1]);
        Assert.Null(Assert.IsType<State.Over>(draw.State).Failure);
    }

    [Fact]
    public void A_draw_for_no_opening_waits_for_no_names()
    {
        var draw = DecidedDraw.Seated(DrawRequests.New() with { Session = "", Lot = "" });
        Assert.Equal(Reason.Malformed, draw.Do(new NameBidders(draw.Now, [])).Refusal?.Reason);
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        Assert.IsType<DrawDisclosed>(draw.Events[^1]);
    }

    [Fact]
    public void Who_came_is_not_sent_home_because_the_opening_names_nobody()
    {
        var draw = DecidedDraw.Seated();
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        draw.Now = DrawDue.LastArrivalAt(draw.Request) - 1;
        Assert.Equal(Reason.TooEarly, draw.Do(new DiscloseDraw(draw.Now)).Refusal?.Reason);
        draw.Now++;
        Assert.IsType<DrawWork.Disclose>(DrawDue.Of(draw.State, draw.Now).Works.Single());
        var ended = draw.Do(new EndDraw(draw.Now, DrawFailure.NotArrived));
        Assert.Equal(Reason.WrongPhase, ended.Refusal?.Reason);
        Assert.True(draw.Do(new DiscloseDraw(draw.Now)).IsAccepted);
        Assert.Null(Assert.IsType<State.Over>(draw.State).Failure);

        // A custodian that does not answer ends it as before: here somebody was asked.
        var asked = DecidedDraw.Seated();
        asked.Name(InventedExperts.UnitCode(1));
        foreach (var position in asked.Drawn.Seated)
            asked.Arrive(position);
        asked.Now = DrawDue.LastArrivalAt(asked.Request);
        Assert.IsType<DrawWork.End>(DrawDue.Of(asked.State, asked.Now).Works.Single());
    }

    [Fact]
    public void A_committee_that_stands_is_asked_about_no_more()
    {
        var draw = DecidedDraw.Seated();
        var asked = draw.Conflicts([InventedExperts.UnitCode(1)], draw.Drawn.Seated[0]);
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        draw.Now = DrawDue.LastArrivalAt(draw.Request);
        Assert.True(draw.Do(new DiscloseDraw(draw.Now)).IsAccepted);
        Assert.Equal(Reason.TooLate, draw.Do(asked).Refusal?.Reason);
        Assert.IsType<DrawDisclosed>(draw.Events[^1]);
    }

    [Fact]
    public void Another_draw_is_the_supervisors_and_begins_anew()
    {
        var draw = DecidedDraw.Seated();
        draw.Do(draw.Tell(draw.Drawn.Seated[0], PositionOutcome.Declined));
        Assert.Equal(Reason.BadSignature, draw.Do(draw.Again("更正", draw.Host)).Refusal?.Reason);
        Assert.Equal(Reason.Malformed, draw.Do(draw.Again("")).Refusal?.Reason);
        Assert.True(draw.Do(draw.Again("抽取条件有误")).IsAccepted);
        Assert.Equal(1, Assert.IsType<State.Committed>(draw.State).K);
        Assert.True(draw.Do(draw.Combine(1, 2)).IsAccepted);
        Assert.Empty(draw.Drawn.Dropped);
        draw.Arrive(draw.Drawn.Seated[0]);
        Assert.Equal(Reason.TooLate, draw.Do(draw.Again("太晚")).Refusal?.Reason);
    }

    [Fact]
    public void Time_ends_what_does_not_go_on()
    {
        var waiting = new DecidedDraw();
        waiting.Publish();
        waiting.Certify();
        Assert.Equal(Reason.WrongPhase, waiting.Do(new EndDraw(waiting.Now, DrawFailure.NotDrawn)).Refusal?.Reason);
        Assert.Equal(waiting.Request.DrawAt, DrawDue.Of(waiting.State, waiting.Now).NextAt);
        waiting.Now = waiting.Request.RoomAt;
        var due = Assert.IsType<DrawWork.End>(DrawDue.Of(waiting.State, waiting.Now).Works.Single());
        Assert.True(waiting.Do(new EndDraw(waiting.Now, due.Cause)).IsAccepted);
        Assert.IsType<DrawFailed>(waiting.Events[^1]);

        var drawn = DecidedDraw.Seated();
        drawn.Now = DrawDue.LastArrivalAt(drawn.Request);
        due = Assert.IsType<DrawWork.End>(DrawDue.Of(drawn.State, drawn.Now).Works.Single());
        Assert.True(drawn.Do(new EndDraw(drawn.Now, due.Cause)).IsAccepted);
        Assert.IsType<DrawDisclosed>(drawn.Events[^1]); // what led to it is public
        Assert.Equal(DrawFailure.NotArrived, drawn.Events.OfType<DrawFailed>().Single().Cause);
    }

    [Fact]
    public void Nobody_is_awaited_for_an_opening_that_failed()
    {
        var asked = DrawRequests.New();
        Assert.NotEmpty(asked.Session);
        var locking = new DecidedDraw(asked);
        locking.Publish();
        var locked = new DecidedDraw(asked);
        locked.Publish();
        locked.Certify();
        foreach (var draw in new[] { locking, locked, DecidedDraw.Seated(asked) })
        {
            var wasDrawn = draw.State is State.Drawn;
            Assert.True(draw.Do(new EndDraw(draw.Now, DrawFailure.NothingOpened)).IsAccepted);
            Assert.Equal(DrawFailure.NothingOpened, draw.Events.OfType<DrawFailed>().Single().Cause);
            // What led to it is public; nothing is asked of anybody any more.
            Assert.Equal(wasDrawn, draw.Events[^1] is DrawDisclosed);
            Assert.Empty(DrawDue.Of(draw.State, draw.Now).Works);
        }
        var ofNone = DecidedDraw.Seated(asked with { Session = "", Lot = "" });
        var refused = ofNone.Do(new EndDraw(ofNone.Now, DrawFailure.NothingOpened));
        Assert.Equal(Reason.WrongPhase, refused.Refusal?.Reason);
    }

    [Fact]
    public void No_event_of_the_public_stream_names_a_position_or_a_person()
    {
        var draw = DecidedDraw.Seated();
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        var closed = draw.Events.Where(e => DrawVisibility.Of("x", e) != Names.DrawStream("x")).ToList();
        Assert.All(closed, e => Assert.True(e is BeaconCombined or PositionTold or ConflictsFound or SeatUnsealed));
        Assert.Equal(draw.Request.DrawnSeats, closed.Count(e => e is SeatUnsealed));
        Assert.All(
            draw.Events.OfType<SeatUnsealed>(),
            e => Assert.Equal(Names.SeatedStream("x"), DrawVisibility.Of("x", e))
        );
    }

    [Fact]
    public void An_event_that_does_not_follow_is_corrupt()
    {
        Assert.Throws<CorruptEventException>(() => DrawDecider.Evolve(new State.None(), new DrawDisclosed(1)));
        var draw = DecidedDraw.Seated();
        Assert.Throws<CorruptEventException>(() =>
            DrawDecider.Evolve(draw.State, new DrawLockCertified(1, "draw", draw.Locks.Draw.ToBytes()))
        );
    }
}
