using System.Text;

namespace Trading.Gate.Doors;

/// <summary>A position of one draw over one root.</summary>
public sealed record SeatKey(string Draw, byte[] Root, uint K, int Position)
{
    /// <summary>What the gate signs of it.</summary>
    public PositionStatement Statement(PositionOutcome outcome) => new(Draw, Root, K, Position, outcome);

    public bool Equals(SeatKey? other) =>
        other is not null
        && (Draw, K, Position) == (other.Draw, other.K, other.Position)
        && Root.AsSpan().SequenceEqual(other.Root);

    public override int GetHashCode() => HashCode.Combine(Draw, K, Position);
}

/// <summary>What the platform asks of a gate: admit who sits in this draw.</summary>
/// <param name="Request">The draw's request, canonical bytes.</param>
/// <param name="Certificates">Of the locks for draw, names and contact.</param>
/// <param name="Root">The root of the committed rows.</param>
/// <param name="K">The number of the draw.</param>
/// <param name="Policies">Policies of its locks; with the boxes and the host's signature they say whom the buyer
/// sends. Without them positions alone are admitted.</param>
/// <param name="Salt">The custodian's box, which the host signed, too.</param>
/// <param name="GateSalt">The own box; empty where the buyer fills no seat.</param>
/// <param name="Signature">The host's under the publication.</param>
/// <param name="Attended">Names of those who were identified in the opening.</param>
/// <param name="Unseated">Positions whose expert had arrived and lost the seat.</param>
/// <param name="Waits">Whether all experts are there and still have to be compared with the bidders.</param>
public sealed record AdmitTask(
    byte[] Request,
    IReadOnlyList<byte[]> Certificates,
    byte[] Root,
    uint K,
    IReadOnlyList<byte[]>? Policies = null,
    byte[]? Salt = null,
    byte[]? GateSalt = null,
    byte[]? Signature = null,
    IReadOnlyList<string>? Attended = null,
    IReadOnlyList<int>? Unseated = null,
    bool? Waits = null
);

/// <summary>What the platform asks of a gate about a draw of another system.</summary>
public sealed record ReceiveTask(
    byte[] Import,
    byte[] GateSalt,
    byte[] Signature,
    byte[] SupervisorSignature,
    IReadOnlyList<string>? Attended = null
);

/// <summary>What trustees answered for one name, each sealed to this gate.</summary>
public sealed record UnsealTask(int Position, byte[] Root, uint K, IReadOnlyList<TrusteeShare> Shares);

/// <summary>One trustee's answer in its box.</summary>
public sealed record TrusteeShare(int Trustee, byte[] Body);

/// <summary>A draw whose members are admitted.</summary>
/// <param name="Request">What was asked for, or imported.</param>
/// <param name="Names">The lock of the name records; null for a draw of another system, which has no positions.</param>
/// <param name="Root">Root of the committed rows, or hash of the import.</param>
/// <param name="K">The number of the draw.</param>
public sealed record Door(DrawRequest Request, LockCertificate? Names, byte[] Root, uint K)
{
    private const int NamesAt = 1;

    /// <summary>Whom hashes name; null where nobody is.</summary>
    public PersonDoor? Persons { get; init; }

    /// <summary>Names of those who were identified in the opening, as they are compared.</summary>
    public IReadOnlySet<string> Attended { get; init; } = new HashSet<string>();

    /// <summary>Positions whose expert had arrived when the opening showed a conflict: they have to leave.</summary>
    public IReadOnlyList<int> Unseated { get; init; } = [];

    /// <summary>Whether all experts are there, and the opening or the custodian is waited for.</summary>
    public bool Waits { get; init; }

    /// <summary>Key of whoever asked for the draw and signed it; empty where the task does not say so.</summary>
    public byte[] Host { get; init; } = [];

    /// <summary>The system that drew, where it was not ours: nobody can verify here how.</summary>
    public string System { get; init; } = "";

    /// <summary>The seat of that number: who is named by a hash has nothing to do with k.</summary>
    public SeatKey Seat(int position) => new(Request.Draw, Root, PersonSeat.IsPerson(position) ? 0 : K, position);

    /// <summary>How many seats there are, drawn ones and those that hashes name.</summary>
    public int Members => System.Length > 0 ? Persons!.Seats.Count : Request.DrawnSeats + Request.BuyerSeats.Count;

    /// <summary>Whether somebody of that name was identified in the opening.</summary>
    public bool HasAttended(string name) => Attended.Contains(Compared(name));

    /// <summary>A name as names are compared: no white space, one form of each letter.</summary>
    public static string Compared(string name) =>
        string.Concat(name.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();

    /// <summary>The door that a task describes, or null.</summary>
    public static Door? Of(string draw, AdmitTask task, OfficeSelf self) =>
        DrawRequestCodec.TryParse(task.Request, out var request)
        && request.Draw == draw
        && task.Root.Length == Suite.HashBytes
        && task.Certificates.Count > NamesAt
        && LockCertificate.TryParse(task.Certificates[NamesAt], out var names)
            ? new Door(request, names, task.Root, task.K)
            {
                Persons = PersonDoor.Of(request, task, self),
                Host = PersonDoor.HostOf(request, task, self) ?? [],
                Attended = SetOf(task.Attended),
                Waits = task.Waits ?? false,
                Unseated = [.. (task.Unseated ?? []).Where(p => p >= 0 && !PersonSeat.IsPerson(p))],
            }
            : null;

    /// <summary>The door of a draw of another system, or null where anything of it does not hold.</summary>
    public static Door? Of(string draw, ReceiveTask task, OfficeSelf self) =>
        ExternalImportCodec.TryParse(task.Import, out var import)
        && import.Request.Draw == draw
        && PersonDoor.Of(import, task, self) is { } persons
            ? new Door(import.Request, null, import.Hash(), 0)
            {
                Persons = persons,
                Attended = SetOf(task.Attended),
                System = import.System,
                Host = import.Host,
            }
            : null;

    private static HashSet<string> SetOf(IReadOnlyList<string>? names) =>
        [.. (names ?? []).Select(Compared).Where(name => name.Length > 0)];
}

/// <summary>
/// People whom hashes name, after everything that says so was checked here: the platform is believed nothing.
/// </summary>
/// <param name="Seats">Their seats.</param>
/// <param name="Salt">Under which their hashes stand; in memory alone.</param>
public sealed record PersonDoor(IReadOnlyList<PersonSeat> Seats, byte[] Salt)
{
    /// <summary>The seat of whoever holds that identity number, or null.</summary>
    public PersonSeat? Find(Suite suite, string id) => PersonSeat.Find(Seats, suite, Salt, id);

    /// <summary>Whom the buyer sends; null where nobody is sent, or where the host's signature does not hold.</summary>
    public static PersonDoor? Of(DrawRequest request, AdmitTask task, OfficeSelf self)
    {
        if (request.BuyerSeats.Count == 0 || HostOf(request, task, self) is null)
            return null;
        var suite = Suite.Find(request.Suite)!;
        return SaltOf(suite, request, request.Hash(), task.GateSalt!, self) is { } opened
            ? new PersonDoor(PersonSeat.Of(request), opened)
            : null;
    }

    /// <summary>
    /// Key of the host of a draw under whose policy this gate and the keys of its trust file serve, where its signature
    /// holds; else null.
    /// </summary>
    public static byte[]? HostOf(DrawRequest request, AdmitTask task, OfficeSelf self)
    {
        if (
            task
                is not {
                    Policies: [{ } first, ..] policies,
                    Salt: { } salt,
                    GateSalt: { } box,
                    Signature: { } signature
                }
            || !LockPolicyCodec.TryParse(first, out var policy, out _)
            || !IsOwn(self, policy.Roles.Gate)
            || !self.Trust.Covers(policy)
            || !policy.TermsHash.AsSpan().SequenceEqual(request.Hash())
        )
            return null;
        var suite = Suite.Find(request.Suite)!;
        var signed = DrawStatements.Publication(suite, request.Hash(), policies, salt, box);
        return policy.Roles.Host is { } host && SigningKey.Verify(suite, host, Tags.DrawPublish, signed, signature)
            ? host
            : null;
    }

    /// <summary>Everybody of a draw of another system.</summary>
    public static PersonDoor? Of(ExternalImport import, ReceiveTask task, OfficeSelf self)
    {
        var (suite, hash) = (Suite.Find(import.Request.Suite)!, import.Hash());
        var signed = DrawStatements.Import(hash, task.GateSalt);
        return
            IsOwn(self, import.Gate)
            && self.Trust.Platforms.Any(p => p.SigningKey.AsSpan().SequenceEqual(import.PlatformKey))
            && SigningKey.Verify(suite, import.Host, Tags.DrawImport, signed, task.Signature)
            && SigningKey.Verify(suite, import.Supervisor, Tags.DrawImport, signed, task.SupervisorSignature)
            && SaltOf(suite, import.Request, hash, task.GateSalt, self) is { } salt
            ? new PersonDoor(PersonSeat.Of(import), salt)
            : null;
    }

    /// <summary>Prints no salt.</summary>
    public override string ToString() => $"PersonDoor {Seats.Count}";

    private static bool IsOwn(OfficeSelf self, byte[]? key) => self.SigningKey.PublicPoint.AsSpan().SequenceEqual(key);

    private static byte[]? SaltOf(Suite suite, DrawRequest request, byte[] info, byte[] box, OfficeSelf self) =>
        SealedBox.Open(suite, self.StaticKey, Tags.DrawSealedSalt, info, box, Entropy.System) is { } salt
        && PersonHash.OfSalt(suite, salt).AsSpan().SequenceEqual(request.PersonSaltHash)
            ? salt
            : null;
}
