using System.Security.Cryptography;
using Trading.Cli;
using Trading.Crypto;

namespace Trading.Flow.Tests;

/// <summary>
/// A bidder with the command line's code in the test's own process: a fresh submission key, a sealed file in memory, an
/// upload in parts. It keeps what a kit keeps, so it can replace, withdraw and sign acts.
/// </summary>
internal sealed class Bidder
{
    private static readonly Suite Suite = Suite.P256;
    private readonly LockPolicy policy;
    private readonly LockCertificate certificate;
    private byte[] header = [];

    private Bidder(Hall hall, string name, PersonKey person, LockPolicy policy, LockCertificate certificate, Uri? via)
    {
        (Hall, Name, Person, this.policy, this.certificate) = (hall, name, person, policy, certificate);
        Client = via is null ? hall.Platform.Client(person) : new ApiClient(via, person);
    }

    public Hall Hall { get; }

    public string Name { get; }

    public PersonKey Person { get; }

    public ApiClient Client { get; }

    public string Lot => policy.Lot;

    public LockCertificate Lock => certificate;

    public SigningKey SubmissionKey { get; } = SigningKey.Generate(Suite);

    public byte[] SubmissionId { get; } = RandomNumberGenerator.GetBytes(EnvelopeHeader.IdBytes);

    public string Submission => Convert.ToHexStringLower(SubmissionId);

    public uint Revision { get; private set; }

    /// <summary>What the platform answered to the newest COMMIT.</summary>
    public CommitAnswer? Answer { get; private set; }

    public byte[] Context => Names.ContextHash(Suite, Hall.Id, Lot);

    /// <summary>Somebody new reads the lock and checks whose it is.</summary>
    /// <param name="via">Another address than the platform's own, where a test stands in between.</param>
    public static async Task<Bidder> ComeAsync(Hall hall, string lot, string name, Uri? via = null)
    {
        var own = await hall.LockAsync(lot);
        return new Bidder(hall, name, hall.Platform.Crew.Newcomer(name), own.Policy, own.Certificate, via);
    }

    /// <summary>Seals, uploads and commits a bid; a second call replaces the first.</summary>
    public Task<CommitAnswer> BidAsync(
        string price,
        string words = "auto",
        string? name = null,
        int documentBytes = 0
    ) => SubmitAsync(Seal(Form(price, words, name), documentBytes));

    /// <summary>The form of this bidder for its lot's kind of price.</summary>
    public OpeningForm Form(string price, string words = "", string? name = null, string? creditCode = null)
    {
        var kind = Hall.Terms.Lots.Single(l => l.Lot == Lot).PriceKind;
        // Clients refuse a price below zero; somebody's own program seals it all the same.
        var isNegative = price.StartsWith('-');
        var form = new BidForm
        {
            BidderName = name ?? Name,
            CreditCode = creditCode,
            PriceKind = kind,
            Price = price.TrimStart('-'),
            Words = isNegative ? "" : words,
            Units =
                kind == PriceKind.UnitPrices
                    ? [new UnitDraft("混凝土 C30，每立方米", "450.00"), new UnitDraft("钢筋，每吨", "4,100.00")]
                    : [],
            Items = [new FormItem("工期", "180 天"), new FormItem("质量", "合格")],
        };
        var signed = form.Sign(Person, SubmissionKey.PublicPoint, Context, certificate.LockId);
        return isNegative ? signed with { Price = signed.Price with { Value = -signed.Price.Value } } : signed;
    }

    public Sealed Seal(OpeningForm form, int documentBytes = 0, Func<SealRequest, SealRequest>? change = null) =>
        Seal(form.ToBytes(), documentBytes, null, change);

    /// <summary>Seals any content as the next revision.</summary>
    public Sealed Seal(
        byte[] content,
        int documentBytes = 0,
        Entropy? entropy = null,
        Func<SealRequest, SealRequest>? change = null
    )
    {
        var document = RandomNumberGenerator.GetBytes(documentBytes);
        var request = new SealRequest
        {
            Recipient = certificate.GroupKey,
            LockId = certificate.LockId,
            ContextHash = Context,
            SubmissionKey = SubmissionKey,
            SubmissionId = SubmissionId,
            Revision = Revision + 1,
            Record = content,
            RecordClassBytes = (int)policy.RecordSizeBytes,
            Documents = documentBytes > 0 ? [new SectionSource(documentBytes, new MemoryStream(document))] : [],
        };
        var file = new MemoryStream();
        var envelope = EnvelopeSealer.Seal(change?.Invoke(request) ?? request, entropy ?? Entropy.System, file);
        return new Sealed(envelope, file.ToArray());
    }

    public async Task<CommitAnswer> SubmitAsync(Sealed bid)
    {
        var upload = await UploadAsync(bid);
        return await CommitAsync(upload, bid);
    }

    /// <summary>
    /// Says it again while the platform is away, as <c>trading submit</c> does when it is called again: the same sealed
    /// bytes.
    /// </summary>
    public async Task<CommitAnswer> InsistAsync(Sealed bid)
    {
        var end = DateTime.UtcNow + Hall.Platform.Patience(30);
        while (true)
        {
            try
            {
                return await SubmitAsync(bid);
            }
            catch (HttpRequestException) when (DateTime.UtcNow < end)
            {
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Everything but the COMMIT.</summary>
    public async Task<string> UploadAsync(Sealed bid)
    {
        var upload = await BeginAsync(bid);
        foreach (var (section, part, octets) in bid.Parts())
            await Client.PutPartAsync(upload, section, part, octets, default);
        return upload;
    }

    public Task<string> BeginAsync(Sealed bid) =>
        Client.BeginUploadAsync(Hall.Id, Lot, bid.Header, bid.Envelope.PartRoots, default);

    public async Task<CommitAnswer> CommitAsync(string upload, Sealed bid)
    {
        Answer = await Client.CommitAsync(upload, default);
        (Revision, header) = (bid.Envelope.Signed.Header.Revision, bid.Header);
        return Answer;
    }

    public byte[] WithdrawalStatement() =>
        Withdrawal.Sign(SubmissionKey, certificate.LockId, Context, SubmissionId, Revision + 1).Bytes;

    public async Task<CommitAnswer> WithdrawAsync()
    {
        var statement = WithdrawalStatement();
        var answer = await Client.WithdrawAsync(Hall.Id, Lot, statement, default);
        Answer = new CommitAnswer(answer.Acknowledgement!, Convert.ToHexStringLower(Entry.HashOf(Suite, statement)));
        Revision++;
        return Answer;
    }

    /// <summary>The full receipt, which witnesses sign with the tick.</summary>
    public async Task<byte[]> ReceiptAsync(int seconds = 20) =>
        await Client.AwaitReceiptAsync(Answer!.EntryHash, Hall.Platform.Patience(seconds), default)
        ?? throw new TimeoutException($"{Name} got no receipt in {seconds} s");

    /// <summary>The file that a bidder keeps, with acknowledgement and full receipt.</summary>
    public async Task<string> KitAsync()
    {
        var path = Path.Combine(Path.GetDirectoryName(Hall.Platform.Logs)!, $"{Submission}.{Revision}.kit");
        new SubmissionKit
        {
            Session = Hall.Id,
            Lot = Lot,
            LockId = certificate.LockId,
            Submission = Submission,
            Revision = Revision,
            SubmissionKey = SubmissionKey.ToPkcs8(),
            Header = header,
            Acknowledgement = Answer!.Acknowledgement,
            EntryHash = Answer.EntryHash,
            Receipt = await ReceiptAsync(),
        }.Write(path);
        return path;
    }

    public Task AttendAsync() => ActAsync(Act.Attend(Hall.Id, Lot, Submission, Nonce()));

    public Task ConfirmAsync() => ActAsync(Act.Confirm(Hall.Id, Lot, Submission, Nonce()));

    /// <summary>Raises an objection and gives its id.</summary>
    public async Task<string> ObjectAsync(string text)
    {
        var statement = Act.Object(Hall.Id, Lot, Submission, text, Nonce());
        await ActAsync(statement);
        return Act.Id(Suite, statement);
    }

    /// <summary>How somebody acts whose form names no certificate.</summary>
    public SignedAct SignWithSubmissionKey(byte[] statement) =>
        new(statement, SubmissionKey.PublicPoint, SubmissionKey.Sign(Tags.Act, statement));

    private Task ActAsync(byte[] statement) => Person.ActAsync(Client, Hall.Id, statement);

    public static byte[] Nonce() => RandomNumberGenerator.GetBytes(Act.NonceBytes);
}

/// <summary>A sealed file in memory.</summary>
internal sealed record Sealed(SealedEnvelope Envelope, byte[] File)
{
    public byte[] Header => Envelope.Signed.Bytes;

    /// <summary>The upload parts in order.</summary>
    public IEnumerable<(int Section, int Part, byte[] Octets)> Parts()
    {
        var header = Envelope.Signed.Header;
        for (var section = 0; section < header.Sections.Count; section++)
        {
            var at = (int)header.OffsetOf(section);
            for (var part = 0; part < ChunkedPayload.Parts(header.Sections[section].PlaintextBytes); part++)
            {
                var length = ChunkedPayload.PartBytesAt(header.Sections[section].PlaintextBytes, part);
                yield return (section, part, File[at..(at + length)]);
                at += length;
            }
        }
    }
}

/// <summary>Acts are signed by the person's own key.</summary>
internal static class Acting
{
    public static Task ActAsync(this PersonKey person, ApiClient client, string session, byte[] statement) =>
        client.ActAsync(
            session,
            new SignedAct(statement, person.Certificate, person.Sign(Act.Message(statement))),
            default
        );
}
