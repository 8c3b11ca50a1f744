using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Statements;

namespace Trading.Evaluation.Draws;

/// <summary>
/// A draw that another system made: imported, its experts admitted, its paper kept at the end. Source:
/// docs/spec/draw.md, "External draws".
/// </summary>
internal static class ExternalSteps
{
    public static Decision<DrawEvent> Import(ImportDraw c)
    {
        if (!ExternalImportCodec.TryParse(c.Import, out var import) || import.Request.Draw != c.Draw)
            return DrawNo.Malformed("The import cannot be read, or names another draw.");
        if (DrawRules.Find(import.Request.Rules, import.Request.RulesVersion) is not { } rules)
            return DrawNo.Malformed("The import names rules that this version does not know.");
        if (ExternalGates.Check(import, rules) is [{ } no, ..])
            return Publication.Refuse(no);
        if (c.Now < import.Request.DrawAt)
            return DrawNo.Malformed("It would have been drawn in the future.");
        if (c.Now >= import.Request.RoomAt)
            return DrawNo.TooLate("The room's hour has come.");
        if (c.GateSalt.Length != Publication.SaltBoxBytes)
            return DrawNo.Malformed("The salt is not in a box for the gate.");
        var (suite, signed) = (Suite.Find(import.Request.Suite)!, DrawStatements.Import(import.Hash(), c.GateSalt));
        if (!SigningKey.Verify(suite, import.Host, Tags.DrawImport, signed, c.HostSignature))
            return DrawNo.BadSignature("The host's signature does not hold.");
        return SigningKey.Verify(suite, import.Supervisor, Tags.DrawImport, signed, c.SupervisorSignature)
            ? new ExternalDrawImported(c.Now, c.Draw, c.Import, c.GateSalt, c.HostSignature, c.SupervisorSignature)
            : DrawNo.BadSignature("The supervisor's signature does not hold.");
    }

    public static Decision<DrawEvent> Again(Draw.Imported state, ImportDraw c) =>
        DrawDecider.Same(state.Facts.Bytes, c.Import)
            ? Decision<DrawEvent>.Nothing
            : DrawNo.Conflict("Another draw has this id.");

    public static Draw.Imported Imported(ExternalDrawImported e) =>
        ExternalImportCodec.TryParse(e.Import, out var import)
            ? new Draw.Imported(
                new ExternalFacts(import, e.Import, e.GateSalt, e.HostSignature, e.SupervisorSignature),
                PeopleHere.Nobody,
                e.At
            )
            : throw new CorruptEventException(nameof(ExternalDrawImported), "the import cannot be read");

    public static Draw.Imported After(Draw.Imported state, DrawEvent happened) =>
        (state, happened) switch
        {
            (_, PersonTold e) => state with { People = PersonSteps.Told(state.People, e) },
            (_, PersonNamed e) => state with { People = PersonSteps.Named(state.People, e) },
            (Draw.ImportOver over, PaperKept) => over with { HasPaper = true },
            (Draw.ImportOver over, PersonSaltTold) => over,
            (Draw.ImportOver over, DrawDisclosed) => over with { IsDisclosed = true },
            (not Draw.ImportOver, ArrivalsCounted or BuyersCounted) => state,
            (not Draw.ImportOver, DrawFailed e) => new Draw.ImportOver(
                state.Facts,
                state.People,
                e,
                false,
                false,
                e.At
            ),
            (not Draw.ImportOver, DrawDisclosed e) => new Draw.ImportOver(
                state.Facts,
                state.People,
                null,
                true,
                false,
                e.At
            ),
            _ => throw new CorruptEventException(happened.GetType().Name, "does not follow in an imported draw"),
        };

    public static Decision<DrawEvent> Tell(Draw.Imported state, TellPosition c)
    {
        if (state is Draw.ImportOver { Failure: not null })
            return DrawNo.TooLate("The draw ended without a committee.");
        var decided = PersonSteps.Tell(
            PersonSteps.Frame.Of(state),
            state.People,
            DrawDue.DoorClosesAt(state.Facts.Import.Request),
            c
        );
        if (decided.Events is not [PersonTold told] || state is Draw.ImportOver)
            return decided;
        var after = PersonSteps.Told(state.People, told);
        var events = new List<DrawEvent> { told };
        events.AddRange(Counts(state, after, told.At));
        // A seat that nobody can take: the other system draws somebody else, and that is another import.
        if (told is { Outcome: PositionOutcome.Avoids, Number: >= PersonSeat.FirstExpert })
            events.AddRange(Ended(told.At, DrawFailure.SeatOpen));
        return Decision<DrawEvent>.Accept([.. events]);
    }

    public static Decision<DrawEvent> Name(Draw.Imported state, NamePerson c)
    {
        var decided = PersonSteps.Name(PersonSteps.Frame.Of(state), state.People, c);
        if (decided.Events is not [PersonNamed named] || state is Draw.ImportOver)
            return decided;
        var known = PersonSteps.Named(state.People, named).Named;
        return state.Facts.Seats.Where(s => !s.IsBuyers).All(s => known.Contains(s.Number))
            ? Decision<DrawEvent>.Accept(named, new DrawDisclosed(named.At))
            : decided;
    }

    public static Decision<DrawEvent> End(Draw.Imported state, EndDraw c) =>
        state switch
        {
            Draw.ImportOver { Failure: not null } => Decision<DrawEvent>.Nothing,
            Draw.ImportOver => DrawNo.WrongPhase(state),
            _ when MayEnd(state.Facts.Import.Request, c) => Decision<DrawEvent>.Accept([.. Ended(c.Now, c.Cause)]),
            _ => DrawNo.WrongPhase(state),
        };

    private static bool MayEnd(DrawRequest request, EndDraw c) =>
        c.Cause switch
        {
            DrawFailure.NotArrived => c.Now >= DrawDue.LastArrivalAt(request),
            DrawFailure.NothingOpened => request.Session.Length > 0,
            _ => false,
        };

    /// <summary>The paper holds every name: it comes in when nobody is expected any more.</summary>
    public static Decision<DrawEvent> Keep(Draw.Imported state, KeepPaper c)
    {
        var import = state.Facts.Import;
        if (state is not Draw.ImportOver over || IsAwaited(over, c.Now))
            return DrawNo.TooEarly("Somebody is still expected: the paper holds every name.", "wait-for-arrivals");
        if (c.PaperBytes != import.PaperBytes || !DrawDecider.Same(import.PaperHash, c.PaperHash))
            return DrawNo.Malformed("This is not the paper whose hash was signed.");
        if (!DrawDecider.Same(PersonHash.OfSalt(state.Facts.Suite, c.Salt), import.Request.PersonSaltHash))
            return DrawNo.Malformed("This is not the salt of the person hashes.");
        return over.HasPaper
            ? Decision<DrawEvent>.Nothing
            : Decision<DrawEvent>.Accept(new PaperKept(c.Now, c.PaperBytes), new PersonSaltTold(c.Now, c.Salt));
    }

    /// <summary>Whether the platform may not have a name yet: somebody of the paper may still come.</summary>
    public static bool IsAwaited(Draw.Imported state, long now) =>
        state is not Draw.ImportOver over
        || (
            over.Failure is null
            && now < DrawDue.DoorClosesAt(state.Facts.Import.Request)
            && !state.Facts.Seats.All(s => state.People.Told.ContainsKey(s.Number))
        );

    private static IEnumerable<DrawEvent> Ended(long now, DrawFailure cause) =>
        [new DrawFailed(now, cause, -1, 0, 0, Constraint.Speciality, []), new DrawDisclosed(now)];

    private static IEnumerable<DrawEvent> Counts(Draw.Imported state, PeopleHere after, long at)
    {
        var seats = state.Facts.Seats;
        if (
            PersonSteps.CountOf(after, at, seats) is var buyers
            && buyers != PersonSteps.CountOf(state.People, at, seats)
        )
            yield return buyers;
        if (Experts(after) != Experts(state.People))
            yield return new ArrivalsCounted(at, Experts(after), state.Facts.Import.Experts.Count);

        int Experts(PeopleHere people) => seats.Count(s => !s.IsBuyers && people.IsHere(s.Number));
    }
}
