using System.Collections.Concurrent;
using System.Threading.Channels;
using Trading.Crypto;
using Trading.Opening;
using Trading.Server.Locks;
using Trading.Server.Storage;

namespace Trading.Server.Opening;

/// <summary>
/// After a freeze every stored envelope is read again and compared with the roots that its bidder signed, so that
/// damage is known before somebody needs the bytes. One reader at a bounded rate, beside everything else: nothing waits
/// for it, least of all the release, which checks what it opens by itself. What was whole is kept, so a restart goes on
/// where the last process was.
/// </summary>
public sealed class Rereading(
    FrozenLots frozen,
    UploadStore uploads,
    BlobStore blobs,
    RelayStore relay,
    Suite suite,
    ILogger<Rereading> logger
) : BackgroundService
{
    public const int BytesPerSecond = 64 << 20;
    private const int StepBytes = BytesPerSecond / 16;
    private const int KeepEvery = 64;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private readonly Channel<(string Session, string Lot)> queue = Channel.CreateUnbounded<(string, string)>();
    private readonly ConcurrentDictionary<(string Session, string Lot), LotReading> lots = new();
    private long unpaced;

    /// <summary>Puts a frozen lot in the queue, once.</summary>
    public void Begin(string session, string lot)
    {
        if (lots.TryAdd((session, lot), LotReading.Begun))
            queue.Writer.TryWrite((session, lot));
    }

    /// <summary>What is known of a lot's stored envelopes; null before its freeze.</summary>
    public LotReading? Find(string session, string lot) => lots.GetValueOrDefault((session, lot));

    public HealthAnswer Health()
    {
        var all = lots.Values.ToArray();
        var damaged = all.Sum(lot => lot.DamagedEnvelopes);
        return new HealthAnswer(
            damaged == 0 ? "ok" : "damaged",
            new StoredHealth(all.Length, all.Sum(lot => lot.Envelopes), all.Sum(lot => lot.Read), damaged)
        );
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (session, lot) in queue.Reader.ReadAllAsync(stoppingToken))
                while (!await TryReadAsync(session, lot, stoppingToken))
                    await Task.Delay(AfterFailure, stoppingToken);
        }
        catch (OperationCanceledException) { } // the rest is read by the next process
    }

    private async Task<bool> TryReadAsync(string session, string lot, CancellationToken stop)
    {
        try
        {
            await ReadAsync(session, lot, stop);
            return true;
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        } // the stores are closed already
        // the log or the relay did not answer: from what is kept, again
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogError(failure, "{Session}/{Lot}: reading the stored envelopes again failed", session, lot);
            return false;
        }
    }

    private async Task ReadAsync(string session, string lot, CancellationToken stop)
    {
        var (envelopes, whole, kept) = (
            await EnvelopesAsync(session, lot),
            relay.Reread(session, lot),
            new List<byte[]>()
        );
        lots[(session, lot)] = new LotReading(envelopes.Count, whole.Count, []);
        foreach (
            var envelope in envelopes.Where(envelope => !whole.Contains(Convert.ToHexStringLower(envelope.EntryHash)))
        )
        {
            var damaged = await CheckAsync(envelope, stop);
            var seen = lots[(session, lot)];
            lots[(session, lot)] = seen with { Read = seen.Read + 1, Damaged = seen.Damaged.AddRange(damaged) };
            foreach (var part in damaged)
                Report(session, lot, part);
            if (damaged.Count == 0)
                kept.Add(envelope.EntryHash);
            if (kept.Count == KeepEvery)
                Keep(session, lot, kept);
        }
        Keep(session, lot, kept);
        logger.LogInformation(
            "{Session}/{Lot}: stored envelopes read again: {All}, damaged: {Damaged}",
            session,
            lot,
            envelopes.Count,
            lots[(session, lot)].DamagedEnvelopes
        );
    }

    private async Task<List<SignedHeader>> EnvelopesAsync(string session, string lot)
    {
        var entries = (await frozen.TicksAsync(session, lot))
            .SelectMany(tick => tick.Entries)
            .Where(entry => entry.Kind == EntryKind.Envelope);
        return
        [
            .. entries.Select(entry =>
                SignedHeader.TryParse(entry.Statement, out var signed, out var fault)
                    ? signed
                    : throw new InvalidDataException($"{session}/{lot}: an accepted header does not parse: {fault}")
            ),
        ];
    }

    private async Task<List<DamagedPart>> CheckAsync(SignedHeader envelope, CancellationToken stop)
    {
        var (upload, submission, damaged) = (
            Convert.ToHexStringLower(envelope.EntryHash),
            Convert.ToHexStringLower(envelope.Header.SubmissionId),
            new List<DamagedPart>()
        );
        var kept = uploads.Read(upload, out var manifest);
        if (kept == PartState.Whole && !IsOf(manifest!, envelope))
            kept = PartState.Damaged;
        if (kept != PartState.Whole)
            return [new DamagedPart(submission, upload, null, null, kept)];
        for (var section = 0; section < manifest!.PartRoots.Count; section++)
        for (var part = 0; part < manifest.PartRoots[section].Length; part++)
        {
            var (state, sizeBytes) = await blobs.CheckAsync(upload, manifest.PartRoots[section][part], stop);
            if (state != PartState.Whole)
                damaged.Add(new DamagedPart(submission, upload, section, part, state));
            await PaceAsync(sizeBytes, stop);
        }
        return damaged;
    }

    // A manifest is only a note of ours: what binds is what the bidder signed.
    private bool IsOf(UploadManifest manifest, SignedHeader envelope) =>
        manifest.Statement.AsSpan().SequenceEqual(envelope.Bytes)
        && manifest.PartRoots.Count == envelope.Header.Sections.Count
        && envelope
            .Header.Sections.Zip(manifest.PartRoots)
            .All(pair => PartRoots.Verify(suite, pair.First, pair.Second));

    private async Task PaceAsync(long sizeBytes, CancellationToken stop)
    {
        unpaced += sizeBytes;
        if (unpaced < StepBytes)
            return;
        await Task.Delay(TimeSpan.FromSeconds((double)unpaced / BytesPerSecond), stop);
        unpaced = 0;
    }

    // After the freeze an entry's hash is public and names a file; whose bid it is, nobody knows before the opening.
    private void Report(string session, string lot, DamagedPart part) =>
        logger.LogError(
            "{Session}/{Lot}: stored bytes are not what was received: upload {Upload}, section {Section}, part "
                + "{Part}: {State}",
            session,
            lot,
            part.EntryHash,
            part.Section,
            part.Part,
            part.State
        );

    private void Keep(string session, string lot, List<byte[]> kept)
    {
        if (kept.Count > 0)
            relay.MarkReread(session, lot, kept);
        kept.Clear();
    }
}
