using Trading.Crypto;
using Trading.Server.Storage;

namespace Trading.Server.Streams;

/// <summary>
/// The two aggregates of the opening as the desk needs them, and what their events' leaves are (docs/spec/streams.md).
/// </summary>
/// <param name="suite">The suite of all streams.</param>
/// <param name="trees">Slot trees, shared with whoever proves entries in them.</param>
/// <param name="leaves">Leaves of salted streams.</param>
public sealed class Aggregates(Suite suite, SlotTrees trees, SaltedLeaves leaves)
{
    public Aggregate<Session, SessionCommand, SessionEvent> Session(string session)
    {
        var seal = leaves.Of(Visibility.Of(session));
        return new(
            [Names.SessionStream(session)],
            new Session.None(),
            Decider.Decide,
            Decider.Evolve,
            (_, happened, headOf) => SealSession(Visibility.Of(session), seal, happened, headOf),
            stored => EventCodec.DecodeSession(stored.Type, stored.Bytes)
        );
    }

    public Aggregate<IntakeState, IntakeCommand, IntakeEvent> Intake(string session, string lot) =>
        new(
            [Names.ReceivedStream(session, lot), Names.IntakeStream(session, lot)],
            new IntakeState.Closed(),
            IntakeDecider.Decide,
            IntakeDecider.Evolve,
            (state, happened, _) => SealIntake(session, lot, state, happened),
            stored => EventCodec.DecodeIntake(stored.Type, stored.Bytes)
        );

    private static (string, NewEvent) SealSession(
        string stream,
        Func<long, string, byte[], NewEvent> seal,
        SessionEvent happened,
        Func<string, long> headOf
    )
    {
        var (type, bytes) = EventCodec.Encode(happened);
        return (stream, seal(headOf(stream), type, bytes));
    }

    // A tick's leaf is its slot root alone, so that the tree says nothing of entries; the received stream has no tree,
    // its leaf only finds damage.
    private (string, NewEvent) SealIntake(string session, string lot, IntakeState state, IntakeEvent happened)
    {
        var (type, bytes) = EventCodec.Encode(happened);
        var data = happened is TickSealed tick
            ? trees.Of(tick, bytes, ((IntakeState.Receiving)state).Policy).Root
            : bytes;
        return (Visibility.Of(session, lot, happened), new NewEvent(type, bytes, TreeHash.Leaf(suite, data), null));
    }
}
