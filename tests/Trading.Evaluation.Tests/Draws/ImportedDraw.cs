using System.Text;
using Trading.Crypto;
using Trading.Evaluation.Archives;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Statements;
using Trading.Streams.Archives;
using State = Trading.Evaluation.Draws.Draw;

namespace Trading.Evaluation.Tests.Draws;

/// <summary>One external draw at its decider: five experts of a province, two whom the buyer sends.</summary>
internal sealed class ImportedDraw
{
    private const long Second = 1_000_000;
    private readonly SeededEntropy entropy = new("imported");

    public ImportedDraw(Func<ExternalImport, ExternalImport>? change = null)
    {
        People = [.. InventedExperts.Of(9)];
        Buyers = [.. People.Skip(5).Take(2)];
        var request = DrawRequests.WithBuyers([.. Buyers.Select(b => b.Id)]) with { Regions = [], ReserveDepth = 0 };
        var plain = new ExternalImport
        {
            Request = request,
            System = "广西综合评标专家库",
            Number = "2026-0302-17",
            Experts =
            [
                .. People.Take(5).Select(p => HashOf(p.Id)).OrderBy(Convert.ToHexString, StringComparer.Ordinal),
            ],
            PaperHash = Suite.Hash(Paper),
            PaperBytes = (uint)Paper.Length,
            PlatformKey = Platform.PublicPoint,
            Gate = Gate.PublicPoint,
            Host = Host.PublicPoint,
            Supervisor = Supervisor.PublicPoint,
            Drill = false,
        };
        Import = change is null ? plain : change(plain);
        Now = request.DrawAt + 600 * Second;
        Box = SealedBox.Seal(
            Suite,
            Suite.Group.Generator,
            Tags.DrawSealedSalt,
            Import.Hash(),
            DrawRequests.PersonSalt,
            entropy
        );
    }

    public static Suite Suite => Suite.P256;
    public static byte[] Paper { get; } = Encoding.ASCII.GetBytes("%PDF-1.7 a paper with every name");
    public SigningKey Platform { get; } = SigningKey.Generate(Suite);
    public SigningKey Host { get; } = SigningKey.Generate(Suite);
    public SigningKey Supervisor { get; } = SigningKey.Generate(Suite);
    public SigningKey Gate { get; } = SigningKey.Generate(Suite);
    public IReadOnlyList<Expert> People { get; }
    public IReadOnlyList<Expert> Buyers { get; }
    public ExternalImport Import { get; }
    public byte[] Box { get; }
    public long Now { get; set; }
    public State State { get; private set; } = new State.None();
    public List<DrawEvent> Events { get; } = [];
    public IReadOnlyList<PersonSeat> Seats => PersonSeat.Of(Import);
    public IEnumerable<PersonSeat> Experts => Seats.Where(s => !s.IsBuyers);

    public TrustFile Trust =>
        new(
            [new("platform", Platform.PublicPoint)],
            [],
            [],
            [new TrustedOffice(OfficeKind.Gate, "gate", Gate.PublicPoint, Suite.Group.Generator.Encode())]
        );

    public static byte[] HashOf(string id) => PersonHash.Of(Suite, DrawRequests.PersonSalt, id);

    public Decision<DrawEvent> Do(DrawCommand command)
    {
        var decision = DrawDecider.Decide(State, command);
        foreach (var happened in decision.Events)
        {
            var (type, bytes) = DrawCodec.Table.Encode(happened);
            var read = DrawCodec.Table.Decode(type, bytes);
            State = DrawDecider.Evolve(State, read);
            Events.Add(read);
        }
        return decision;
    }

    public ImportDraw Wish(SigningKey? host = null, SigningKey? supervisor = null)
    {
        var signed = DrawStatements.Import(Import.Hash(), Box);
        return new ImportDraw(
            Now,
            Import.Request.Draw,
            ExternalImportCodec.ToBytes(Import),
            Box,
            (host ?? Host).Sign(Tags.DrawImport, signed),
            (supervisor ?? Supervisor).Sign(Tags.DrawImport, signed)
        );
    }

    public TellPosition Tell(int number, PositionOutcome outcome, SigningKey? signer = null)
    {
        var said = new PositionStatement(Import.Request.Draw, Import.Hash(), 0, number, outcome);
        return new TellPosition(Now, said.ToBytes(), said.Sign(signer ?? Gate), []);
    }

    public NamePerson Name(int number, Expert? who = null)
    {
        who ??= Holder(number);
        var naming = new PersonNaming(Import.Request.Draw, Import.Hash(), number, who.Name, who.Id);
        return new NamePerson(Now, number, who.Name, who.Id, Gate.Sign(Tags.DrawPersonNamed, naming.ToBytes()));
    }

    public KeepPaper Keep(byte[]? paper = null, byte[]? salt = null)
    {
        var bytes = paper ?? Paper;
        return new KeepPaper(Now, Suite.Hash(bytes), bytes.Length, salt ?? DrawRequests.PersonSalt);
    }

    public Expert Holder(int number)
    {
        var person = Seats.Single(s => s.Number == number).Person;
        return People.Single(p => HashOf(p.Id).AsSpan().SequenceEqual(person));
    }

    public void Arrive(int number)
    {
        Now += Second;
        Assert.True(Do(Tell(number, PositionOutcome.Arrived)).IsAccepted);
        Assert.True(Do(Name(number)).IsAccepted);
    }

    /// <summary>Everybody came, and the paper was handed in.</summary>
    public static ImportedDraw Whole()
    {
        var draw = new ImportedDraw();
        Assert.True(draw.Do(draw.Wish()).IsAccepted);
        foreach (var seat in draw.Seats)
            draw.Arrive(seat.Number);
        Assert.True(draw.Do(draw.Keep()).IsAccepted);
        return draw;
    }

    /// <summary>The archive of these events, as a platform would write it.</summary>
    public DrawArchive Archive(
        ArchiveKind kind = ArchiveKind.Full,
        Func<DrawEvent, DrawEvent>? change = null,
        SigningKey? platform = null
    )
    {
        var stream = Names.DrawStream(Import.Request.Draw);
        var events = Events.Select(e => change is null ? e : change(e)).ToList();
        var (tree, leaves) = (new MerkleTree(Suite), new List<ArchiveLeaf>());
        foreach (var e in events.Where(e => DrawVisibility.Of(Import.Request.Draw, e) == stream))
        {
            var (type, bytes) = DrawCodec.Table.Encode(e);
            var salt = new byte[StreamLeaf.SaltBytes];
            entropy.Fill(salt);
            tree.Append(TreeHash.Leaf(Suite, StreamLeaf.Of(Suite, salt, leaves.Count, type, bytes)));
            leaves.Add(new ArchiveLeaf.Disclosed(salt, bytes));
        }
        var key = platform ?? Platform;
        var note = Note.Sign(
            new Checkpoint(stream, tree.Size, tree.Root()).ToText(),
            new NoteKey(Suite, stream, key.PublicPoint, NoteKeyKind.Note),
            key
        );
        return new DrawArchive(
            new StreamMember(kind, leaves, [Encoding.UTF8.GetString(note.ToBytes())]),
            Of(Names.DrawnStream(Import.Request.Draw)),
            kind == ArchiveKind.Full ? Of(Names.SeatedStream(Import.Request.Draw)) : [],
            new Dictionary<string, byte[]>(),
            kind == ArchiveKind.Full ? Paper : null
        );

        List<byte[]> Of(string name) =>
            [
                .. events
                    .Where(e => DrawVisibility.Of(Import.Request.Draw, e) == name)
                    .Select(e => DrawCodec.Table.Encode(e).Bytes),
            ];
    }
}
