using Trading.Crypto;
using Trading.Server.Locks;
using Trading.Server.Storage;
using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>
/// The documents of an opened bid, decrypted while they are read. The keys come anew from the trustees' partial
/// openings, whose hashes the stream holds; none is stored, and no document either. Who may read says the endpoint.
/// Source: docs/spec/envelope.md, "Keys"; docs/spec/http.md, "Documents of an opened bid".
/// </summary>
public sealed class OpenedDocuments(
    Desks desks,
    FrozenLots frozen,
    PartialDesk partials,
    UploadStore uploads,
    StoredChunks chunks
)
{
    private static readonly Refusal NotOpened = new(
        Reason.TooEarly,
        "spec:http",
        "The lot is not opened.",
        "wait-for-opening"
    );
    private static readonly Refusal NoBid = new(Reason.NotFound, "spec:http", "There is no such opened bid.");
    private static readonly Refusal NoDocument = new(Reason.NotFound, "spec:http", "There is no such document.");

    /// <summary>The disk has other bytes than those that were received, or none.</summary>
    public static Refusal Damaged { get; } =
        new(
            Reason.Incomplete,
            "spec:envelope",
            "The platform's disk does not give this document back as it was received.",
            "ask-the-host"
        );

    /// <summary>The documents of a bid, from section 1 on, or why there are none.</summary>
    public async Task<(IReadOnlyList<DocumentLine>? Documents, Refusal? Refusal)> ListAsync(
        string session,
        string lot,
        string submission
    )
    {
        var (found, refusal) = await FindAsync(session, lot, submission);
        if (found is not { } bid)
            return (null, refusal);
        var sections = bid.Lot.List.Live[bid.Index].Envelope.Header.Sections;
        return ([.. sections.Skip(1).Select((section, i) => new DocumentLine(i + 1, section.PlaintextBytes))], null);
    }

    /// <summary>One document in the clear, to be disposed of, or why not.</summary>
    public async Task<(DocumentStream? Document, byte[]? Root, Refusal? Refusal)> OpenAsync(
        string session,
        string lot,
        string submission,
        int section
    )
    {
        var (found, refusal) = await FindAsync(session, lot, submission);
        if (found is not { } bid)
            return (null, null, refusal);
        var envelope = bid.Lot.List.Live[bid.Index].Envelope;
        if (section < 1 || section >= envelope.Header.Sections.Count)
            return (null, null, NoDocument);
        var upload = Convert.ToHexStringLower(envelope.EntryHash);
        var entry = envelope.Header.Sections[section];
        // A manifest is only a note of ours: what binds is the root that the bidder signed.
        if (
            uploads.Read(upload, out var manifest) != PartState.Whole
            || manifest!.PartRoots.Count != envelope.Header.Sections.Count
            || !PartRoots.Verify(envelope.Header.Suite, entry, manifest.PartRoots[section])
        )
            return (null, null, Damaged);
        if (await partials.FindEnoughAsync(session, bid.Opened) is not var (release, batches))
            return (null, null, Damaged);
        var shared = release.Opening!.CombineChecked(batches, bid.Index);
        var group = release.Certificate.GroupKey;
        if (!EnvelopeOpener.TryOpen(envelope.Header, shared, group, null, out var opener, out _))
            return (null, null, NoBid);
        return (new(upload, manifest.PartRoots[section], opener.Cipher(section), chunks), entry.Root, null);
    }

    private async Task<((Lot.Opened Opened, FrozenLot Lot, int Index)? Found, Refusal? Refusal)> FindAsync(
        string session,
        string lot,
        string submission
    )
    {
        if (await desks.FindLotAsync(session, lot) is not Lot.Opened opened)
            return (null, NotOpened);
        // A bid that could not be opened shows nothing.
        if (!opened.Bids.Exists(bid => bid.Submission == submission && bid.Unreadable is null))
            return (null, NoBid);
        var release = await frozen.FindAsync(session, opened.Policy, opened.Lock, opened.Freeze);
        var index = release.List.Live.ToList().FindIndex(live => live.Id == submission);
        return ((opened, release, index), null);
    }
}
