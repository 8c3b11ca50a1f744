using Trading.Crypto;
using Trading.Opening;
using Trading.Server.Locks;
using Trading.Server.Storage;

namespace Trading.Server.Opening;

/// <summary>
/// The moment of the opening: t verified partial batches combine to the shared points, every opening record is
/// decrypted in memory, in parallel, and nothing is told before all are done. What cannot be opened says whose fault it
/// is (e-bidding:31).
/// </summary>
public static class BidOpening
{
    /// <summary>The ciphertext of a submission's record, as far as the disk still has it.</summary>
    public delegate PartState ReadRecord(FrozenSubmission submission, out byte[] ciphertext);

    /// <summary>One result for each live submission, in the list's order.</summary>
    public static OpeningResult[] Open(FrozenLot lot, IReadOnlyList<PartialBatch> batches, ReadRecord read)
    {
        var shared = lot.Opening!.CombineChecked(batches);
        var results = new OpeningResult[shared.Length];
        Parallel.For(0, results.Length, i => results[i] = Open(lot, lot.List.Live[i], shared[i], read));
        return results;
    }

    private static OpeningResult Open(FrozenLot lot, FrozenSubmission submission, Point shared, ReadRecord read)
    {
        // Stored bytes that are not the logged ones are the platform's fault, whatever else may be wrong with the bid.
        var state = read(submission, out var ciphertext);
        if (state != PartState.Whole)
            return Failed(submission, $"stored bytes: {state}", Fault.Platform, null);
        var header = submission.Envelope.Header;
        if (!EnvelopeOpener.TryOpen(header, shared, lot.Certificate.GroupKey, null, out var opener, out var fault))
            return Failed(submission, shared, fault);
        fault = opener.OpenRecord(ciphertext, out var content);
        if (fault != OpeningFault.None)
            return Failed(submission, shared, fault);
        var opening = opener.Opening(0);
        return new OpeningResult(
            submission.Id,
            submission.Key,
            submission.Envelope.EntryHash,
            opening.SectionKey,
            opening.Commitments,
            content,
            "",
            Fault.Platform,
            null,
            submission.Arrival
        );
    }

    private static OpeningResult Failed(FrozenSubmission submission, Point shared, OpeningFault fault) =>
        fault switch
        {
            // The shared point lets anybody see that the header's own keys do not fit: only whoever sealed it can have
            // done that.
            OpeningFault.CommitmentMismatch or OpeningFault.TagMismatch or OpeningFault.PaddingInvalid => Failed(
                submission,
                fault.ToString(),
                Fault.Bidder,
                shared
            ),
            // What cannot be proved against somebody else is the platform's own: it alone kept the bytes.
            _ => Failed(submission, fault.ToString(), Fault.Platform, null),
        };

    private static OpeningResult Failed(FrozenSubmission submission, string cause, Fault fault, Point? shared) =>
        new(
            submission.Id,
            submission.Key,
            submission.Envelope.EntryHash,
            [],
            [],
            null,
            cause,
            fault,
            shared is { IsIdentity: false } point ? point.Encode() : null,
            submission.Arrival
        );
}
