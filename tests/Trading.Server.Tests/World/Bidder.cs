using System.Security.Cryptography;
using Trading.Crypto;

namespace Trading.Server.Tests.World;

/// <summary>A bidder with its submission kit: seals, uploads, commits, replaces, withdraws.</summary>
public sealed class Bidder(Hall hall, string name, long priceFen = 1_000_000, DateTimeOffset? until = null)
    : IDisposable
{
    private Client? client;

    public Person Person { get; } = hall.Server.Authority.Issue(name, until);
    public SigningKey SubmissionKey { get; } = SigningKey.Generate(Suite.P256);
    public byte[] SubmissionId { get; } = RandomNumberGenerator.GetBytes(16);
    public string Id => Convert.ToHexStringLower(SubmissionId);

    public async Task<Client> ClientAsync() => client ??= await hall.Server.Client(Person).SignInAsync();

    public Envelope Seal(
        uint revision = 1,
        int documentBytes = 0,
        byte[]? record = null,
        byte[]? lockId = null,
        byte[]? context = null,
        int recordClass = 4_096,
        byte[][]? documents = null
    )
    {
        documents ??= documentBytes == 0 ? [] : [RandomNumberGenerator.GetBytes(documentBytes)];
        var file = new MemoryStream();
        var envelope = EnvelopeSealer.Seal(
            new SealRequest
            {
                Recipient = hall.Lock.GroupKey,
                LockId = lockId ?? hall.Lock.LockId,
                ContextHash = context ?? hall.Context,
                SubmissionKey = SubmissionKey,
                SubmissionId = SubmissionId,
                Revision = revision,
                Record = record ?? Form(),
                RecordClassBytes = recordClass,
                Documents = [.. documents.Select(bytes => new SectionSource(bytes.Length, new MemoryStream(bytes)))],
            },
            Entropy.System,
            file
        );
        return new Envelope(envelope, file.ToArray());
    }

    public byte[] Withdrawal(uint revision) =>
        Trading.Crypto.Withdrawal.Sign(SubmissionKey, hall.Lock.LockId, hall.Context, SubmissionId, revision).Bytes;

    public async Task<string> DeclareAsync(Envelope envelope) =>
        (
            await (await ClientAsync())
                .Post($"/api/sessions/{hall.Id}/lots/{Hall.Lot}/uploads", envelope.Declaration)
                .Ok()
        )
            .GetProperty("upload")
            .GetString()!;

    public async Task UploadAsync(Envelope envelope)
    {
        var upload = await DeclareAsync(envelope);
        foreach (var (section, part, octets) in envelope.Parts())
            await (await ClientAsync()).Put($"/api/uploads/{upload}/parts/{section}/{part}", octets).Ok();
    }

    public async Task<Task<HttpResponseMessage>> CommitAsync(Envelope envelope)
    {
        var http = await ClientAsync();
        return http.Post($"/api/uploads/{envelope.Id}/commit", null);
    }

    /// <summary>Seals, uploads and commits; the acknowledgement.</summary>
    public async Task<Acknowledgement> SubmitAsync(Envelope? envelope = null)
    {
        envelope ??= Seal();
        await UploadAsync(envelope);
        return await AcknowledgedAsync(await CommitAsync(envelope));
    }

    public static async Task<Acknowledgement> AcknowledgedAsync(Task<HttpResponseMessage> pending)
    {
        Assert.True(
            Acknowledgement.TryParse(
                (await pending.Ok()).GetProperty("acknowledgement").GetBytesFromBase64(),
                out var acknowledgement
            )
        );
        return acknowledgement;
    }

    public async Task<Task<HttpResponseMessage>> WithdrawAsync(uint revision)
    {
        var http = await ClientAsync();
        return http.Post(
            $"/api/sessions/{hall.Id}/lots/{Hall.Lot}/withdrawals",
            new { statement = Withdrawal(revision) }
        );
    }

    public void Dispose() => client?.Dispose();

    private byte[] Form()
    {
        var ownership = Person.SignBare(
            OpeningForm.OwnershipMessage(SubmissionKey.PublicPoint, hall.Context, hall.Lock.LockId)
        );
        return new OpeningForm(
            name,
            new Price(PriceKind.Amount, priceFen, Words.Print(priceFen), []),
            [],
            Person.Certificate,
            ownership
        ).ToBytes();
    }

    /// <summary>A sealed file with the roots of its parts.</summary>
    public sealed record Envelope(SealedEnvelope Sealed, byte[] File)
    {
        public string Id => Convert.ToHexStringLower(Sealed.Signed.EntryHash);
        public object Declaration => new { header = Sealed.Signed.Bytes, partRoots = Sealed.PartRoots };

        public IEnumerable<(int Section, int Part, byte[] Octets)> Parts()
        {
            var header = Sealed.Signed.Header;
            for (var section = 0; section < header.Sections.Count; section++)
            {
                var offset = (int)header.OffsetOf(section);
                for (var part = 0; part < Sealed.PartRoots[section].Length; part++)
                {
                    var size = ChunkedPayload.PartBytesAt(header.Sections[section].PlaintextBytes, part);
                    yield return (section, part, File[offset..(offset + size)]);
                    offset += size;
                }
            }
        }
    }
}
