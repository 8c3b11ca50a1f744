using Trading.Crypto;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Statements;

namespace Trading.Evaluation.Draws;

/// <summary>
/// What becomes of those whom hashes name: whom the buyer sends, and the experts of an external draw. Source:
/// docs/spec/draw.md, "Persons".
/// </summary>
internal static class PersonSteps
{
    /// <summary>The draw that they belong to, whichever kind it is.</summary>
    /// <param name="Suite">The suite of its hashes.</param>
    /// <param name="Draw">Its id.</param>
    /// <param name="Root">Root of the commitment, or hash of the import.</param>
    /// <param name="Gate">Signing key of the gate.</param>
    /// <param name="Seats">Everybody whom a hash names.</param>
    public sealed record Frame(Suite Suite, string Draw, byte[] Root, byte[] Gate, IReadOnlyList<PersonSeat> Seats)
    {
        public static Frame Of(Draw.Committed state) =>
            new(
                state.Facts.Suite,
                state.Facts.Id,
                state.Commitment.Root,
                state.Facts.Policy.Roles.Gate!,
                PersonSeat.Of(state.Facts.Request)
            );

        public static Frame Of(Draw.Imported state) =>
            new(state.Facts.Suite, state.Facts.Id, state.Facts.Hash, state.Facts.Import.Gate, state.Facts.Seats);

        /// <summary>The seat of that number, or null.</summary>
        public PersonSeat? Find(int number) => Seats.FirstOrDefault(seat => seat.Number == number);
    }

    /// <summary>Whether a statement is about such a seat.</summary>
    public static bool Concerns(TellPosition c) =>
        PositionStatement.TryParse(c.Statement, out var said) && PersonSeat.IsPerson(said.Position);

    public static Decision<DrawEvent> Tell(Frame frame, PeopleHere people, long doorClosesAt, TellPosition c)
    {
        if (
            !PositionStatement.TryParse(c.Statement, out var said)
            || PositionStatement.IsGateways(said.Outcome)
            || !said.Holds(frame.Suite, frame.Gate, frame.Draw, frame.Root, 0, c.Signature)
        )
            return DrawNo.BadSignature("The statement is of another draw, or its signature does not hold.");
        if (frame.Find(said.Position) is null)
            return DrawNo.Conflict("There is no such seat.");
        var told = people.Told.GetValueOrDefault(said.Position);
        if (IsSaid(told, said.Outcome, c.Signature))
            return Decision<DrawEvent>.Nothing;
        if (!MayFollow(told?.Outcome, said.Outcome))
            return DrawNo.Conflict("This does not follow from what was told of the seat.");
        return c.Now < doorClosesAt
            ? new PersonTold(c.Now, said.Position, said.Outcome, c.Signature)
            : DrawNo.TooLate("The door is closed.");
    }

    public static Decision<DrawEvent> Name(Frame frame, PeopleHere people, NamePerson c)
    {
        if (frame.Find(c.Number) is null)
            return DrawNo.Conflict("There is no such seat.");
        if (people.Named.Contains(c.Number))
            return Decision<DrawEvent>.Nothing;
        if (!people.Told.TryGetValue(c.Number, out var told) || told.Arrival.Length == 0)
            return DrawNo.Conflict("Nobody has arrived for this seat.");
        var naming = new PersonNaming(frame.Draw, frame.Root, c.Number, c.Name, c.Id);
        return naming.Holds(frame.Suite, frame.Gate, c.Signature)
            ? new PersonNamed(c.Now, c.Number, c.Name, c.Id, c.Signature)
            : DrawNo.BadSignature("Name or number are none, or the gate did not sign them.");
    }

    public static PeopleHere Told(PeopleHere people, PersonTold e)
    {
        var arrival =
            e.Outcome == PositionOutcome.Arrived ? e.Signature : people.Told.GetValueOrDefault(e.Number)?.Arrival;
        return people with { Told = people.Told.SetItem(e.Number, new PersonAt(e.Outcome, arrival ?? [])) };
    }

    public static PeopleHere Named(PeopleHere people, PersonNamed e) =>
        people with
        {
            Named = people.Named.Add(e.Number),
        };

    /// <summary>An act about somebody whom the buyer sent, and the count of those who are here.</summary>
    public static Decision<DrawEvent> OfBuyer(Draw.Committed state, Decision<DrawEvent> decided)
    {
        if (decided.Events is not [PersonTold told])
            return decided;
        var after = Told(state.People, told);
        return
            CountOf(after, told.At, Frame.Of(state).Seats) is var count
            && count.Arrived != CountOf(state.People, told.At, Frame.Of(state).Seats).Arrived
            ? Decision<DrawEvent>.Accept(told, count)
            : decided;
    }

    /// <summary>How many of those whom the buyer sends are here.</summary>
    public static BuyersCounted CountOf(PeopleHere people, long at, IReadOnlyList<PersonSeat> seats) =>
        new(at, seats.Count(seat => seat.IsBuyers && people.IsHere(seat.Number)), seats.Count(seat => seat.IsBuyers));

    // The same act of the same gate; an arrival is the same under the same signature alone.
    private static bool IsSaid(PersonAt? told, PositionOutcome outcome, byte[] signature) =>
        told is not null
        && (outcome == PositionOutcome.Arrived ? DrawDecider.Same(told.Arrival, signature) : told.Outcome == outcome);

    private static bool MayFollow(PositionOutcome? before, PositionOutcome outcome) =>
        outcome switch
        {
            PositionOutcome.Arrived => before is null,
            PositionOutcome.Avoids => before is not null and not PositionOutcome.Avoids,
            PositionOutcome.Left => before is PositionOutcome.Arrived or PositionOutcome.Back,
            PositionOutcome.Back => before is PositionOutcome.Left,
            _ => false,
        };
}
