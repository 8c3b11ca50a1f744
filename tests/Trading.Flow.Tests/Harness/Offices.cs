using System.Text;
using Trading.Cli;
using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Releases;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Statements;
using Trading.Offices;

namespace Trading.Flow.Tests;

/// <summary>
/// The three offices of draws as hands of a test: real keys, real sign-in, real cryptography, and whatever order or
/// fault a story wants. The processes themselves have tests of their own.
/// </summary>
internal sealed class Offices : IDisposable
{
    private readonly OfficeClient custodian;
    private readonly OfficeClient gateway;
    private readonly OfficeClient gate;

    public Offices(Uri platform, Crew crew)
    {
        custodian = ClientOf(platform, crew, OfficeKind.Custodian);
        gateway = ClientOf(platform, crew, OfficeKind.Gateway);
        gate = ClientOf(platform, crew, OfficeKind.Gate);
    }

    /// <summary>What the custodian keeps to itself, once it has committed.</summary>
    public Commitment Commitment { get; private set; } = null!;

    /// <summary>The task of that kind, once the platform has it.</summary>
    public Task<TaskShape> TaskAsync(
        OfficeKind office,
        string kind,
        TimeSpan patience,
        Func<TaskShape, bool>? so = null
    ) =>
        Until.SeenAsync(
            $"{office} has to {kind}",
            patience,
            async () =>
                (await ClientOf(office).TasksAsync(default))
                    .Where(t => t.Kind == kind)
                    .Select(t => t.Read<TaskShape>())
                    .FirstOrDefault(t => t is not null && so?.Invoke(t) != false)
        );

    /// <summary>Everything that an office has to do now.</summary>
    public async Task<IReadOnlyList<string>> KindsAsync(OfficeKind office) =>
        [.. (await ClientOf(office).TasksAsync(default)).Select(t => t.Kind)];

    /// <summary>The custodian filters, seals and commits.</summary>
    public async Task CommitAsync(TaskShape task, IReadOnlyList<Expert> experts)
    {
        var request = RequestOf(task);
        var salt = SealedBox.Open(
            Suite.P256,
            custodian.Self.StaticKey,
            Tags.DrawSealedSalt,
            request.Hash(),
            task.Salt!,
            Entropy.System
        );
        var (pool, shortage) = Custodian.Prepare(request, salt!, experts, new HashSet<string>(), Entropy.System);
        if (shortage is not null)
        {
            await custodian.PostAsync(
                task.Draw,
                "shortage",
                new
                {
                    shortage.Group,
                    shortage.Needed,
                    shortage.Left,
                    Binding = (int)shortage.Binding,
                    Signature = custodian.Self.SigningKey.Sign(
                        Tags.DrawShortage,
                        DrawStatements.Shortage(request.Hash(), shortage)
                    ),
                },
                default
            );
            return;
        }
        Commitment = Custodian.Commit(request, LocksOf(task), pool!, null, Entropy.System);
        await custodian.PostBytesAsync(task.Draw, "commitment", Published(task), default);
    }

    /// <summary>The same bytes again, or with another last byte.</summary>
    public Task CommitAgainAsync(TaskShape task, bool isChanged)
    {
        var body = Published(task);
        if (isChanged)
            body[^1] ^= 1;
        return custodian.PostBytesAsync(task.Draw, "commitment", body, default);
    }

    /// <summary>Gateway or gate tell of a position.</summary>
    public Task TellAsync(TaskShape task, int position, PositionOutcome outcome)
    {
        var client = PositionStatement.IsGateways(outcome) ? gateway : gate;
        var statement = new PositionStatement(task.Draw, task.Root!, (uint)task.K!, position, outcome);
        return client.PostAsync(
            task.Draw,
            PositionStatement.IsGateways(outcome) ? "notices" : "arrivals",
            new { Statement = statement.ToBytes(), Signature = statement.Sign(client.Self.SigningKey) },
            default
        );
    }

    /// <summary>What the gateway reads of a position: its shares open, hold and combine.</summary>
    public ContactRecord? ContactOf(TaskShape task) =>
        OpenRecord.Contact(
            LocksOf(task).Contact,
            RequestOf(task).Hash(),
            Commitment.Positions[task.Position!.Value],
            Shared(task, gateway, LocksOf(task).Contact, RecordKind.Contact)
        );

    /// <summary>What the gate reads with what somebody shows.</summary>
    public NameRecord? NameOf(TaskShape task, string code, string id) =>
        OpenRecord.Name(
            LocksOf(task).Names,
            RequestOf(task).Hash(),
            Commitment.Positions[task.Position!.Value],
            Shared(task, gate, LocksOf(task).Names, RecordKind.Name),
            code,
            id
        );

    /// <summary>The gate tells the name.</summary>
    public Task UnsealAsync(TaskShape task, int position, NameRecord record) =>
        gate.PostAsync(
            task.Draw,
            "seats",
            new
            {
                Position = position,
                record.Number,
                record.Name,
                record.Id,
                record.Salt,
                record.Rest,
            },
            default
        );

    /// <summary>An expert comes: presented, opened with code and card, arrived, told.</summary>
    public async Task ArriveAsync(TaskShape admit, int position, TimeSpan patience)
    {
        var row = Commitment.Secrets[position];
        await TellAsync(admit, position, PositionOutcome.Presented);
        var task = await TaskAsync(OfficeKind.Gate, "unseal", patience, t => t.Position == position);
        var record = NameOf(task, row.Code, row.Expert.Id);
        Assert.Equal(row.Expert.Name, record?.Name);
        await TellAsync(admit, position, PositionOutcome.Arrived);
        await UnsealAsync(admit, position, record!);
    }

    public void Dispose()
    {
        custodian.Dispose();
        gateway.Dispose();
        gate.Dispose();
    }

    private byte[] Published(TaskShape task)
    {
        var signed = DrawStatements.Commitment(RequestOf(task).Hash(), Commitment.Root);
        return
        [
            .. custodian.Self.SigningKey.Sign(Tags.DrawCommitted, signed),
            .. Commitment.Head.ToBytes(),
            .. Commitment.Positions.SelectMany(p => p.ToBytes()),
        ];
    }

    private Point Shared(TaskShape task, OfficeClient office, LockCertificate certificate, RecordKind kind)
    {
        var position = task.Position!.Value;
        var opening = OpenRecord.Opening(
            certificate,
            RequestOf(task).Hash(),
            task.Root!,
            kind,
            Commitment.Positions[position]
        );
        var subject = kind == RecordKind.Name ? DrawSubject.Name(position) : DrawSubject.Contact(position);
        var batches = task.Shares!.Select(share =>
        {
            var plain = SealedBox.Open(
                Suite.P256,
                office.Self.StaticKey,
                Tags.DrawShare,
                [.. certificate.LockId, .. subject.ToBytes()],
                share.Body,
                Entropy.System
            );
            Assert.True(PartialBatch.TryParse(Suite.P256, plain, out var batch));
            return batch!;
        });
        var combined = opening.Combine(batches);
        Assert.Empty(combined.Refused);
        return combined.Shared![0];
    }

    private OfficeClient ClientOf(OfficeKind office) =>
        office switch
        {
            OfficeKind.Custodian => custodian,
            OfficeKind.Gateway => gateway,
            _ => gate,
        };

    private static OfficeClient ClientOf(Uri platform, Crew crew, OfficeKind kind) =>
        new(OfficeClient.NewHttp(platform), crew.Office(kind));

    private static DrawRequest RequestOf(TaskShape task)
    {
        Assert.True(DrawRequestCodec.TryParse(task.Request, out var request));
        return request;
    }

    private static DrawLocks LocksOf(TaskShape task)
    {
        var read = task
            .Certificates.Select(bytes =>
            {
                Assert.True(LockCertificate.TryParse(bytes, out var certificate));
                return certificate!;
            })
            .ToArray();
        return new DrawLocks(read[0], read[1], read[2]);
    }

    /// <summary>A task as the platform tells it; fields that its kind has no use for are null.</summary>
    public sealed record TaskShape(
        string Draw,
        string Kind,
        byte[] Request,
        IReadOnlyList<byte[]> Certificates,
        byte[]? Root = null,
        int? K = null,
        byte[]? Salt = null,
        int? Position = null,
        IReadOnlyList<ShareShape>? Shares = null,
        IReadOnlyList<string>? Units = null
    );

    /// <summary>A trustee's share in its box.</summary>
    public sealed record ShareShape(int Trustee, byte[] Body);
}
