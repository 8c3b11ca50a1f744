using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Releases;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Statements;
using Trading.Locks.Sources;
using Trading.Locks.Trustee;
using Trading.Server.Storage;
using Trading.Server.Streams;

namespace Trading.Server.Draws;

/// <summary>A question to trustees before anybody looked for its proofs.</summary>
/// <param name="Lot">Of which lock.</param>
/// <param name="Subject">Which point.</param>
/// <param name="Attachments">What the rule of the lock wants to see.</param>
public sealed record DrawQuestion(string Lot, byte[] Subject, IReadOnlyList<byte[]> Attachments);

/// <summary>
/// What trustees are asked about a draw: beacons when their hour has come, the contact of whoever sits and was not
/// told, the name of whoever stands at the door.
/// </summary>
public static class DrawQuestions
{
    /// <summary>What is asked now.</summary>
    public static IReadOnlyList<DrawQuestion> Of(Draw state, long now) =>
        state switch
        {
            Draw.Drawn s => OfSeats(s),
            Draw.Committed s when DrawDue.IsBeaconDue(s, now) =>
            [
                new(
                    DrawLots.Draw,
                    DrawSubject.Beacon(s.Commitment.Root, (uint)s.K).ToBytes(),
                    [.. s.Orders.Select(BeaconRule.Order)]
                ),
            ],
            Draw.Locked { Reduction: { Value: null } reduction } s when DrawDue.IsBeaconDue(s, now) =>
            [
                new(DrawLots.Draw, DrawSubject.Reduction(reduction.Root).ToBytes(), []),
            ],
            _ => [],
        };

    /// <summary>The type of the event under whose root the questions of that state stand.</summary>
    public static string EvidenceOf(Draw state) =>
        state is Draw.Committed ? nameof(PoolCommitted) : nameof(PoolReduced);

    private static List<DrawQuestion> OfSeats(Draw.Drawn state)
    {
        var shown = new SeatShown(
            state.Facts.RequestBytes,
            (uint)state.K,
            state.Beacon.Answers,
            [.. state.Drops.Select(d => d.Signed)],
            null
        );
        var attachments = shown.ToAttachments();
        var questions = state
            .Seated.Where(p => !state.Told.ContainsKey(p))
            .Select(p => new DrawQuestion(DrawLots.Contact, DrawSubject.Contact(p).ToBytes(), attachments))
            .ToList();
        if (state.Door is { } door && !state.Unsealed.Contains(door.Position) && state.Sits(door.Position))
            questions.Add(
                new DrawQuestion(
                    DrawLots.Names,
                    DrawSubject.Name(door.Position).ToBytes(),
                    (shown with { Presented = (StatementOf(state, door), door.Signature) }).ToAttachments()
                )
            );
        return questions;
    }

    private static byte[] StatementOf(Draw.Drawn state, AtDoor door) =>
        new PositionStatement(
            state.Facts.Id,
            state.Commitment.Root,
            (uint)state.K,
            door.Position,
            PositionOutcome.Presented
        ).ToBytes();
}

/// <summary>
/// The head under which a draw's evidence lies: signed, cosigned by t, with the proof of one event. Looked for anew
/// whenever a head moves.
/// </summary>
public sealed class DrawEvidence(IEventLog log, HeadStore heads, StreamTrees trees)
{
    private const int PageEvents = 1_000;

    /// <summary>The proof, or null while too few trustees cosigned a head that holds the event.</summary>
    public async Task<(SignedHead Head, PointEvidence Event)?> FindAsync(DrawFacts facts, string type)
    {
        var stream = Names.DrawStream(facts.Id);
        StoredEvent? found = null;
        for (long from = 0; found is null; from += PageEvents)
        {
            var page = await log.ReadAsync(stream, from, PageEvents);
            found = page.FirstOrDefault(e => e.Type == type);
            if (page.Count < PageEvents)
                break;
        }
        if (found is null)
            return null;
        // The newest that t cosigned: every trustee that cosigned any head cosigned that one, or will be asked to.
        var head = heads
            .RecentHeads(stream, 8)
            .FirstOrDefault(h => h.Size > found.Height && h.Cosignatures.Count >= facts.Policy.Threshold);
        if (head is null)
            return null;
        var proof = await trees.InclusionAsync(stream, found.Height, head.Size);
        return (head, new PointEvidence(found.Height, found.Salt!, found.Type, found.Bytes, proof));
    }
}
