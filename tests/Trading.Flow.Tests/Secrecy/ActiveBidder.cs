using System.Security.Cryptography;
using System.Text.Json;
using Trading.Crypto;

namespace Trading.Flow.Tests.Secrecy;

/// <summary>
/// A bidder that wants to know how many others there are, and does whatever its certificate allows to find out: it
/// declares uploads and sends COMMITs, replacements and withdrawals until it is refused, all between two ticks, says
/// them again and asks for receipts. Everything that it is answered is written down.
/// </summary>
internal sealed class ActiveBidder : IDisposable
{
    private const string Name = "投标人1的对手";
    private const int MostTried = 272; // more than an ordinary tick of the first version had slots
    private readonly Hall hall;
    private readonly Transcript transcript;
    private readonly Observer observer;
    private readonly List<Step> steps = [];

    private ActiveBidder(Hall hall, Transcript transcript, Observer observer) =>
        (this.hall, this.transcript, this.observer) = (hall, transcript, observer);

    /// <summary>Its bids that were neither refused nor withdrawn.</summary>
    public int Live { get; private set; }

    /// <summary>
    /// Signs in and seals: of four entries two are first envelopes, one replaces the second and one withdraws it.
    /// </summary>
    public static async Task<ActiveBidder> ComeAsync(Hall hall, Transcript transcript)
    {
        var person = hall.Platform.Crew.Newcomer(Name);
        var active = new ActiveBidder(
            hall,
            transcript,
            await Observer.PersonAsync(hall.Platform, transcript, "active", person)
        );
        var bidder = await Bidder.ComeAsync(hall, hall.OnlyLot, Name);
        var form = bidder.Form("640,000.00", "auto"); // one key and one form for all of its submissions
        while (active.steps.Count < MostTried)
            active.steps.AddRange([Envelope(bidder, form, NewId(), 1), .. CameAndWent(bidder, form, NewId())]);
        return active;
    }

    /// <summary>Declares and uploads until it is refused.</summary>
    public async Task UploadAsync()
    {
        foreach (var sealedBid in steps.Select(step => step.Bid).OfType<Sealed>())
        {
            var declaration = new { header = sealedBid.Header, partRoots = sealedBid.Envelope.PartRoots };
            var (status, _) = await observer.SendAsync(
                HttpMethod.Post,
                $"api/sessions/{hall.Id}/lots/{hall.OnlyLot}/uploads",
                declaration
            );
            if (status == 429)
                return;
            foreach (var (section, part, octets) in sealedBid.Parts())
                await observer.PutAsync($"api/uploads/{IdOf(sealedBid)}/parts/{section}/{part}", octets);
        }
    }

    /// <summary>
    /// COMMITs and withdrawals until it is refused, then one of each that must be refused, and the first once more. The
    /// hashes of what was taken.
    /// </summary>
    public async Task<IReadOnlyList<string>> CommitAsync()
    {
        var taken = new List<string>();
        foreach (var step in steps)
        {
            if (!await TakesAsync(step))
                break;
            taken.Add(step.Hash);
            Live += step.Adds;
        }
        await TakesAsync(steps.First(step => step.Bid is null && !taken.Contains(step.Hash)));
        await TakesAsync(steps[0]);
        await observer.LookAsync($"api/uploads/{steps[0].Hash}");
        return taken;
    }

    /// <summary>The receipts of some of its entries.</summary>
    public async Task AskForReceiptsAsync(IEnumerable<string> entries)
    {
        foreach (var entry in entries)
        {
            var (_, body) = await observer.SendAsync(HttpMethod.Get, $"api/receipts/{entry}", null);
            if (
                !body.TryGetProperty("receipt", out var bytes)
                || !Receipt.TryParse(bytes.GetBytesFromBase64(), out var receipt)
            )
                continue;
            transcript.Add(
                "active receipt",
                $"tick {receipt.Tick} of {receipt.Slot.SlotCount} slots, {receipt.Slot.Path.Length} and "
                    + $"{receipt.Inclusion.Length} hashes\n{receipt.Checkpoint.Text}"
            );
        }
    }

    public void Dispose() => observer.Dispose();

    private async Task<bool> TakesAsync(Step step)
    {
        var (status, body) = step.Bid is null
            ? await observer.SendAsync(
                HttpMethod.Post,
                $"api/sessions/{hall.Id}/lots/{hall.OnlyLot}/withdrawals",
                new { statement = step.Statement }
            )
            : await observer.SendAsync(HttpMethod.Post, $"api/uploads/{step.Hash}/commit", null);
        if (status != 200)
            return false;
        Assert.True(
            Acknowledgement.TryParse(body.GetProperty("acknowledgement").GetBytesFromBase64(), out var acknowledgement)
        );
        transcript.Add("active acknowledgement", $"tick {acknowledgement.Tick}, {acknowledgement.SizeBytes} bytes");
        return true;
    }

    private static IEnumerable<Step> CameAndWent(Bidder bidder, OpeningForm form, byte[] submission) =>
        [
            Envelope(bidder, form, submission, 1),
            Envelope(bidder, form, submission, 2),
            new Step(
                null,
                Withdrawal.Sign(bidder.SubmissionKey, bidder.Lock.LockId, bidder.Context, submission, 3).Bytes,
                -1
            ),
        ];

    private static Step Envelope(Bidder bidder, OpeningForm form, byte[] submission, uint revision)
    {
        var bid = bidder.Seal(form, change: request => request with { SubmissionId = submission, Revision = revision });
        return new Step(bid, bid.Header, revision == 1 ? 1 : 0);
    }

    private static byte[] NewId() => RandomNumberGenerator.GetBytes(EnvelopeHeader.IdBytes);

    private static string IdOf(Sealed bid) => Convert.ToHexStringLower(bid.Envelope.Signed.EntryHash);

    /// <summary>One entry: an envelope, or a withdrawal's statement.</summary>
    private sealed record Step(Sealed? Bid, byte[] Statement, int Adds)
    {
        public string Hash { get; } = Convert.ToHexStringLower(Entry.HashOf(Suite.P256, Statement));
    }
}
