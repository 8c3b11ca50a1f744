using System.Text;
using Trading.Crypto;
using Trading.Opening;
using Trading.Server.Locks;
using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>
/// What a bidder gets to prove that its entry was in: at once the platform's signed word, and as soon as witnesses have
/// cosigned a head over the entry's tick, the full receipt.
/// </summary>
public sealed class Receipts(
    Desks desks,
    UploadStore uploads,
    TickIndex ticks,
    StreamTrees trees,
    RelayStore relay,
    Platform platform
)
{
    /// <summary>The acknowledgement of an accepted entry, the same bytes every time.</summary>
    public async Task<byte[]> AcknowledgeAsync(string session, string lot, string entryHash, Entry entry)
    {
        var hash = Convert.FromHexString(entryHash);
        if (relay.FindAcknowledgement(hash) is { } kept)
            return kept;
        var state = await desks.Intake(session, lot).ReadAsync();
        var last = state as IntakeState.Receiving ?? ((IntakeState.Drained)state).Last;
        var tick =
            last.TickOf(entry)
            ?? await ticks.FindTickAsync(Names.IntakeStream(session, lot), entryHash)
            ?? throw new InvalidDataException(
                $"An accepted entry of {session}/{lot} waits for no tick and stands in none"
            );
        return relay.KeepAcknowledgement(
            hash,
            Acknowledgement.Sign(platform.Key, entry.Arrival, hash, last.Done[entryHash].SizeBytes, tick).ToBytes()
        );
    }

    /// <summary>
    /// The receipt, or null while there is none: for a hash that nobody knows, one that is waiting, and one without
    /// witnesses alike.
    /// </summary>
    public async Task<byte[]?> FindAsync(string entryHash)
    {
        if (
            uploads.LotOf(entryHash) is not var (session, lot)
            || await desks.FindLotAsync(session, lot) is not { } found
        )
            return null;
        var stream = Names.IntakeStream(session, lot);
        if (await ticks.FindAsync(stream, entryHash, found.Policy) is not var (tick, slot))
            return null;
        if (relay.FindCosigned(stream, tick + 1, found.Policy.Threshold) is not { } head)
            return null;
        // Exactly t lines: how many witnesses were quick would show in the receipt's length.
        var cosigned = head.Note + string.Concat(head.Cosignatures.Take(found.Policy.Threshold));
        if (!Note.TryParse(Encoding.UTF8.GetBytes(cosigned), out var note))
            throw new InvalidDataException($"The cosigned head {head.Size} of {stream} is no note");
        var inclusion = await trees.InclusionAsync(stream, tick, head.Size);
        return new Receipt(platform.Suite, Convert.FromHexString(entryHash), slot, tick, inclusion, note).ToBytes();
    }
}
