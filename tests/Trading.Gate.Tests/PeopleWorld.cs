using Trading.Rooms.Papers;
using Trading.Rooms.Starts;

namespace Trading.Gate.Tests;

/// <summary>
/// A draw to which the buyer sends two, a draw of another system, and names of an opening, as a platform hands them to
/// a gate whose trust file names both.
/// </summary>
internal sealed class PeopleWorld : IAsyncDisposable
{
    private readonly OfficeKeys keys;
    private readonly SigningKey host = SigningKey.Generate(Suite.P256);
    private readonly SigningKey supervisor = SigningKey.Generate(Suite.P256);

    private PeopleWorld(OfficeKeys keys)
    {
        this.keys = keys;
        Expert[] people = [.. InventedExperts.Of(60).Skip(50)];
        (Buyers, Experts, Stranger) = (people[..2], people[2..7], people[7]);
        var point = Suite.P256.Group.Generator.Encode();
        Draw = Draw.For(
            DrawRequests.WithBuyers([.. Buyers.Select(b => b.Id)]),
            40,
            new PolicyRoles(point, point, keys.Signing.PublicPoint, host.PublicPoint, supervisor.PublicPoint)
        );
        var plain = Draw.Trustees.Trust;
        var trust = new TrustFile(
            plain.Platforms,
            plain.Trustees,
            [],
            [new TrustedOffice(OfficeKind.Gate, keys.Name, keys.Signing.PublicPoint, keys.StaticPoint)]
        );
        File.WriteAllText(keys.Trust, trust.ToText());
        Import = new ExternalImport
        {
            Request = DrawRequests.New() with
            {
                Draw = "99112233445566778899aabbccddeeff",
                Groups = [new SeatGroup(["A08"], ExpertLevel.Intermediate, Experts.Length)],
                Regions = [],
                ReserveDepth = 0,
            },
            System = "省综合评标专家库",
            Number = "17",
            Experts =
            [
                .. Experts
                    .Select(e => PersonHash.Of(Suite.P256, DrawRequests.PersonSalt, e.Id))
                    .OrderBy(Convert.ToHexString, StringComparer.Ordinal),
            ],
            PaperHash = new byte[32],
            PaperBytes = 1,
            PlatformKey = plain.Platforms[0].SigningKey,
            Gate = keys.Signing.PublicPoint,
            Host = host.PublicPoint,
            Supervisor = supervisor.PublicPoint,
            Drill = false,
        };
    }

    public Draw Draw { get; }

    public ExternalImport Import { get; }

    public World World { get; private set; } = null!;

    public Expert[] Buyers { get; }

    public Expert[] Experts { get; }

    public Expert Stranger { get; }

    /// <summary>Whom the opening identified.</summary>
    public IReadOnlyList<string> Attended { get; set; } = [];

    /// <summary>Who signs the publication.</summary>
    public SigningKey? Publisher { get; set; }

    /// <summary>Who signs the import beside the host.</summary>
    public SigningKey? Witness { get; set; }

    public static async Task<PeopleWorld> StartAsync(Action<PeopleWorld>? change = null)
    {
        var made = new PeopleWorld(new OfficeKeys(OfficeKind.Gate));
        change?.Invoke(made);
        made.World = await World.StartAsync(made.keys, made.Draw);
        made.World.AdmitTask = made.Admit;
        made.World.MoreTasks = () => [made.Receive()];
        return made;
    }

    /// <summary>
    /// A room of this draw: everybody who was drawn and whom the buyer sends, in the order of positions.
    /// </summary>
    public RoomStart Start() =>
        new()
        {
            Suite = Suite.P256.Id,
            Room = "aabbccddeeff00112233445566778899",
            Session = new string('1', 32),
            Lot = "1",
            Record = new byte[32],
            Checkpoint = "checkpoint",
            Draw = Draw.Request.Draw,
            Pack = "procurement-goods",
            PackVersion = 1,
            Terms = new byte[32],
            DrawnK = "",
            EndsAt = Draw.Request.RoomAt + 8 * 3_600 * Draw.Second,
            Host = host.PublicPoint,
            Supervisor = supervisor.PublicPoint,
            Gate = keys.Signing.PublicPoint,
            Seats =
            [
                .. World.Seated.Take(Draw.Request.DrawnSeats).Order().Select(p => new RoomSeat(SeatRole.Expert, p)),
                .. Buyers.Select((_, i) => new RoomSeat(SeatRole.Buyer, PersonSeat.FirstBuyer + i)),
            ],
            Items = [],
            Bids = [],
        };

    /// <summary>The host's signature under a start.</summary>
    public byte[] SignedBy(RoomStart start) => host.Sign(Tags.RoomStart, RoomStartCodec.ToBytes(start));

    /// <summary>The same as the platform tells the gate of it.</summary>
    public object Seating(RoomStart start, IEnumerable<byte[]> waiting, params int[] taken)
    {
        var bytes = RoomStartCodec.ToBytes(start);
        return new
        {
            room = start.Room,
            start = bytes,
            hostSignature = SignedBy(start),
            waiting = waiting.Select(key => new { number = KeyNumber.Of(Suite.P256, start.Room, key), key }),
            taken,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        host.Dispose();
        supervisor.Dispose();
    }

    private object Admit()
    {
        var (request, policies) = (Draw.Request, Draw.Transcript.Policies);
        byte[] salt = [1, 2, 3]; // the custodian's: the gate only sees that the host signed it
        var box = BoxFor(request.Hash());
        var signed = DrawStatements.Publication(Suite.P256, request.Hash(), policies, salt, box);
        return new
        {
            draw = request.Draw,
            kind = "admit",
            request = DrawRequestCodec.ToBytes(request),
            policies,
            certificates = Draw.Transcript.Certificates,
            root = Draw.Commitment.Root,
            k = 0,
            salt,
            gateSalt = box,
            signature = (Publisher ?? host).Sign(Tags.DrawPublish, signed),
            attended = Attended,
        };
    }

    private object Receive()
    {
        var box = BoxFor(Import.Hash());
        var signed = DrawStatements.Import(Import.Hash(), box);
        return new
        {
            draw = Import.Request.Draw,
            kind = "receive",
            request = DrawRequestCodec.ToBytes(Import.Request),
            import = ExternalImportCodec.ToBytes(Import),
            gateSalt = box,
            signature = host.Sign(Tags.DrawImport, signed),
            supervisorSignature = (Witness ?? supervisor).Sign(Tags.DrawImport, signed),
            attended = Attended,
        };
    }

    private byte[] BoxFor(byte[] info)
    {
        Assert.True(Suite.P256.Group.TryDecode(keys.StaticPoint, out var gate));
        return SealedBox.Seal(Suite.P256, gate, Tags.DrawSealedSalt, info, DrawRequests.PersonSalt, Entropy.System);
    }
}
