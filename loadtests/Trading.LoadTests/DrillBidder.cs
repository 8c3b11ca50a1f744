using System.Security.Cryptography;
using Trading.Cli;

namespace Trading.LoadTests;

/// <summary>
/// One bidder: own key, own certificate, own client. Seals, submits, forgets the sealed file, and keeps the kit with
/// its receipt.
/// </summary>
internal sealed class DrillBidder : IDisposable
{
    private static readonly TimeSpan ReceiptPatience = TimeSpan.FromSeconds(60);
    private readonly PersonKey person;
    private readonly ApiClient api;

    private DrillBidder(Part part, PersonKey person, Uri server) =>
        (Part, this.person, api) = (part, person, new ApiClient(server, person));

    public Part Part { get; }

    public SubmissionKit? Kit { get; private set; }

    public long AcknowledgedAt { get; private set; }

    public long ReceivedAt { get; private set; }

    public static DrillBidder Make(Part part, PersonKey authority, Uri server)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name =
            part.Form.BidderName.Length <= CertificateMaker.MostNameCharacters
                ? part.Form.BidderName
                : $"联合体（第 {part.Number} 号）";
        return new DrillBidder(
            part,
            PersonKey.Of(
                key,
                CertificateMaker.Issue(authority, key, name, DateTimeOffset.UtcNow, 1, part.Form.CreditCode ?? "")
            ),
            server
        );
    }

    /// <summary>Seals and brings the bid; when this returns the platform has acknowledged it.</summary>
    public async Task SubmitAsync(VerifiedLock target, string document, string folder, CancellationToken cancel)
    {
        var path = Path.Combine(folder, $"{Part.Number}.bid");
        try
        {
            var kit = await Task.Run(
                () => BidSealer.Seal(target, Part.Form, person, [document], replaces: null, path),
                cancel
            );
            Kit = await new SubmissionDesk(api, target).SubmitAsync(kit, path, cancel);
            AcknowledgedAt = ReceiptCheck.Acknowledged(Kit.Acknowledgement!, target, Kit.EntryHash).AtMicros;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Waits for the receipt and checks it.</summary>
    public async Task ReceiveAsync(VerifiedLock target, CancellationToken cancel)
    {
        Kit = await new SubmissionDesk(api, target).AwaitReceiptAsync(Kit!, ReceiptPatience, cancel);
        if (Kit.Receipt is null)
            throw new TimeoutException($"no receipt within {ReceiptPatience.TotalSeconds:0} s");
        ReceivedAt = TimeText.Now();
    }

    /// <summary>Signs in (签到), once the lot is opened.</summary>
    public Task AttendAsync(CancellationToken cancel) =>
        ActSigner.SendAsync(
            api,
            Kit!.Session,
            Act.Attend(Kit.Session, Kit.Lot, Kit.Submission, ActSigner.Nonce()),
            person,
            cancel
        );

    /// <summary>The rank that an evaluation tells the bidder; 0 for none.</summary>
    public async Task<int> RankAsync(string room, CancellationToken cancel)
    {
        var own = await api.OwnBidAsync(room, cancel);
        if (own.GetProperty("bid").GetString() != Kit!.Submission)
            throw new InvalidDataException("another bid is told");
        return own.GetProperty("line") is { ValueKind: System.Text.Json.JsonValueKind.Object } line
            ? line.GetProperty("rank").GetInt32()
            : 0;
    }

    /// <summary>The room's archive as this bidder may have it.</summary>
    public Task SaveArchiveAsync(string room, Stream file, CancellationToken cancel) =>
        api.DownloadRoomArchiveAsync(room, "bidder", file, cancel);

    public void Dispose()
    {
        api.Dispose();
        person.Dispose();
    }
}
