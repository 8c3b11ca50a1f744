using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Statements;
using State = Trading.Evaluation.Draws.Draw;

namespace Trading.Evaluation.Tests.Draws;

/// <summary>What may happen in a draw of another system. Source: docs/spec/draw.md, "External draws".</summary>
public sealed class ExternalDrawTests
{
    [Fact]
    public void Who_was_imported_arrives_and_is_named_and_then_the_paper_comes()
    {
        var draw = new ImportedDraw();
        Assert.True(draw.Do(draw.Wish()).IsAccepted);
        foreach (var seat in draw.Experts)
            draw.Arrive(seat.Number);
        Assert.Equal(1, draw.Events.Count(e => e is DrawDisclosed)); // the buyer's people hold nothing up
        Assert.Equal(5, draw.Events.OfType<ArrivalsCounted>().Last().Arrived);
        Assert.Equal(Reason.TooEarly, draw.Do(draw.Keep()).Refusal?.Reason);
        foreach (var seat in draw.Seats.Where(s => s.IsBuyers))
            draw.Arrive(seat.Number); // after the disclosure, too
        Assert.True(draw.Do(draw.Keep()).IsAccepted);
        Assert.True(Assert.IsType<State.ImportOver>(draw.State).HasPaper);
        var count = draw.Events.Count;
        Assert.True(draw.Do(draw.Keep()).IsAccepted);
        Assert.True(draw.Do(draw.Wish()).IsAccepted);
        Assert.Equal(count, draw.Events.Count);
    }

    [Fact]
    public void Host_and_supervisor_both_sign()
    {
        var draw = new ImportedDraw();
        Assert.Equal(Reason.BadSignature, draw.Do(draw.Wish(host: draw.Supervisor)).Refusal?.Reason);
        Assert.Equal(Reason.BadSignature, draw.Do(draw.Wish(supervisor: draw.Host)).Refusal?.Reason);
        byte[] other = [.. draw.Box];
        other[^1] ^= 1;
        Assert.Equal(Reason.BadSignature, draw.Do(draw.Wish() with { GateSalt = other }).Refusal?.Reason);
        Assert.Equal(Reason.Malformed, draw.Do(draw.Wish() with { GateSalt = [] }).Refusal?.Reason);
        Assert.Empty(draw.Events);
        draw.Do(draw.Wish());
        var another = new ImportedDraw(i => i with { Number = "18" });
        Assert.Equal(Reason.Conflict, draw.Do(another.Wish()).Refusal?.Reason);
    }

    [Fact]
    public void The_gates_of_a_committee_hold_for_it_too()
    {
        Refused(
            "TooFewExperts",
            i => i with { Request = i.Request with { Groups = Seats(3) }, Experts = [.. i.Experts.Take(3)] }
        );
        Refused("EvenMembers", i => i with { Request = i.Request with { BuyerSeats = [i.Request.BuyerSeats[0]] } });
        Refused(
            "SamePersonTwice",
            i =>
                i with
                {
                    Request = i.Request with
                    {
                        BuyerSeats = [i.Request.BuyerSeats[0], new(i.Experts[0], i.Request.BuyerUnit)],
                    },
                }
        );
        Refused("AvoidedPersonSits", i => i with { Request = i.Request with { AvoidedPersons = [i.Experts[2]] } });
        // Our own times are not the other system's: two days before the room, and ten minutes.
        foreach (var seconds in new[] { 172_800L, 600L })
        {
            var draw = new ImportedDraw(i =>
                i with
                {
                    Request = i.Request with { RoomAt = i.Request.DrawAt + seconds * 1_000_000 },
                }
            );
            draw.Now = draw.Import.Request.DrawAt;
            Assert.True(draw.Do(draw.Wish()).IsAccepted);
        }

        static SeatGroup[] Seats(int seats) => [new(["A08"], ExpertLevel.Intermediate, seats)];

        static void Refused(string reason, Func<ExternalImport, ExternalImport> change)
        {
            var draw = new ImportedDraw(change);
            Assert.StartsWith(reason, draw.Do(draw.Wish()).Refusal?.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void It_is_imported_between_its_draw_and_the_rooms_hour()
    {
        var draw = new ImportedDraw();
        draw.Now = draw.Import.Request.DrawAt - 1;
        Assert.Equal(Reason.Malformed, draw.Do(draw.Wish()).Refusal?.Reason);
        draw.Now = draw.Import.Request.RoomAt;
        Assert.Equal(Reason.TooLate, draw.Do(draw.Wish()).Refusal?.Reason);
    }

    [Fact]
    public void Two_arrivals_under_two_signatures_are_not_one()
    {
        var draw = new ImportedDraw();
        draw.Do(draw.Wish());
        var seat = draw.Experts.First().Number;
        var first = draw.Tell(seat, PositionOutcome.Arrived);
        Assert.Equal(Reason.BadSignature, draw.Do(draw.Tell(seat, PositionOutcome.Arrived, draw.Host)).Refusal?.Reason);
        Assert.Equal(Reason.Conflict, draw.Do(draw.Tell(20_005, PositionOutcome.Arrived)).Refusal?.Reason);
        Assert.Equal(Reason.Conflict, draw.Do(draw.Tell(seat, PositionOutcome.Left)).Refusal?.Reason);
        Assert.Equal(Reason.Conflict, draw.Do(draw.Name(seat)).Refusal?.Reason);
        Assert.True(draw.Do(first).IsAccepted);
        Assert.True(draw.Do(draw.Tell(seat, PositionOutcome.Left)).IsAccepted);
        var count = draw.Events.Count;
        Assert.True(draw.Do(first).IsAccepted); // said again after a restart
        Assert.Equal(count, draw.Events.Count);
        Assert.Equal(Reason.Conflict, draw.Do(draw.Tell(seat, PositionOutcome.Arrived)).Refusal?.Reason);
        var naming = draw.Name(seat);
        Assert.Equal(Reason.BadSignature, draw.Do(naming with { Name = "别人" }).Refusal?.Reason);
        Assert.True(draw.Do(naming).IsAccepted);
    }

    [Fact]
    public void Nobody_of_ours_takes_an_experts_place_and_time_ends_what_does_not_go_on()
    {
        var avoiding = new ImportedDraw();
        avoiding.Do(avoiding.Wish());
        var seat = avoiding.Experts.First().Number;
        avoiding.Arrive(seat);
        Assert.Equal(Reason.TooEarly, avoiding.Do(avoiding.Keep()).Refusal?.Reason);
        Assert.True(avoiding.Do(avoiding.Tell(seat, PositionOutcome.Avoids)).IsAccepted);
        Assert.Equal(DrawFailure.SeatOpen, avoiding.Events.OfType<DrawFailed>().Single().Cause);
        Assert.True(avoiding.Do(avoiding.Keep()).IsAccepted); // it is over: nobody is expected

        var late = new ImportedDraw();
        late.Do(late.Wish());
        Assert.Equal(Reason.WrongPhase, late.Do(new EndDraw(late.Now, DrawFailure.NotArrived)).Refusal?.Reason);
        late.Now = DrawDue.Of(late.State, late.Now).NextAt!.Value;
        var due = Assert.IsType<DrawWork.End>(DrawDue.Of(late.State, late.Now).Works.Single());
        Assert.True(late.Do(new EndDraw(late.Now, due.Cause)).IsAccepted);
        Assert.IsType<DrawDisclosed>(late.Events[^1]);
        Assert.Empty(DrawDue.Of(late.State, late.Now).Works);
    }

    [Fact]
    public void Another_paper_and_another_salt_are_refused()
    {
        var draw = new ImportedDraw();
        draw.Do(draw.Wish());
        foreach (var seat in draw.Seats)
            draw.Arrive(seat.Number);
        Assert.Equal(Reason.Malformed, draw.Do(draw.Keep([.. ImportedDraw.Paper, 0])).Refusal?.Reason);
        Assert.Equal(Reason.Malformed, draw.Do(draw.Keep(salt: new byte[32])).Refusal?.Reason);
        Assert.True(draw.Do(draw.Keep()).IsAccepted);
    }

    [Fact]
    public void The_door_closes_with_the_day_yet_not_before_half_a_day()
    {
        var request = DrawRequests.New();
        const long Hour = 3_600_000_000;
        // 09:00 in Beijing: midnight; 20:00: twelve hours later.
        Assert.Equal(request.RoomAt + 15 * Hour, DrawDue.DoorClosesAt(request));
        Assert.Equal(
            request.RoomAt + 23 * Hour,
            DrawDue.DoorClosesAt(request with { RoomAt = request.RoomAt + 11 * Hour })
        );
        var draw = ImportedDraw.Whole();
        draw.Now = DrawDue.DoorClosesAt(draw.Import.Request);
        Assert.Equal(Reason.TooLate, draw.Do(draw.Tell(draw.Seats[0].Number, PositionOutcome.Left)).Refusal?.Reason);
    }

    [Fact]
    public void The_public_stream_holds_no_name_and_no_number()
    {
        var draw = ImportedDraw.Whole();
        var stream = Names.DrawStream(draw.Import.Request.Draw);
        var shown = string.Concat(
            draw.Events.Where(e => DrawVisibility.Of(draw.Import.Request.Draw, e) == stream)
                .Select(e => System.Text.Encoding.UTF8.GetString(DrawCodec.Table.Encode(e).Bytes))
        );
        Assert.Contains("ArrivalsCounted", shown, StringComparison.Ordinal);
        Assert.All(
            draw.People,
            p =>
            {
                Assert.DoesNotContain(p.Name, shown, StringComparison.Ordinal);
                Assert.DoesNotContain(p.Id, shown, StringComparison.Ordinal);
            }
        );
        Assert.DoesNotContain(Convert.ToBase64String(DrawRequests.PersonSalt), shown, StringComparison.Ordinal);
        Assert.All(
            draw.Events.OfType<PersonNamed>(),
            e => Assert.DoesNotContain(e.Id, e.ToString(), StringComparison.Ordinal)
        );
    }
}
