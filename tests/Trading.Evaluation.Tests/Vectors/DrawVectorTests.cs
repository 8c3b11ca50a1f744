using System.Text;
using Trading.Crypto;
using Trading.Evaluation.Statements;
using static Trading.Evaluation.Tests.Fixtures.VectorFile;

namespace Trading.Evaluation.Tests.Vectors;

/// <summary>
/// tests/vectors/draw: written from the cases below with TRADING_WRITE_VECTORS=1; every run compares to the byte.
/// </summary>
public class DrawVectorTests
{
    [Fact]
    public void Seatings_are_frozen()
    {
        var random = new Random(9380);
        Compare(
            "seatings.json",
            "docs/spec/draw.md, \"Seating\"",
            Enumerable.Range(1, 40).Select(_ => SeatingCase(random)),
            isShort: true
        );
    }

    [Fact]
    public void A_whole_draw_is_frozen()
    {
        var draw = Draw.Of(40, "vector");
        Compare(
            "transcript.json",
            "docs/spec/draw.md: a whole draw with its secrets; bytes are hexadecimal",
            [WholeCase(draw)]
        );
    }

    [Fact]
    public void Tables_are_frozen() =>
        Compare("tables.json", "docs/spec/draw.md, \"Pool table\"; tables as UTF-8", TableCases().Select(TableCase));

    [Fact]
    public void Publications_are_frozen() =>
        Compare(
            "publications.json",
            "docs/spec/draw.md, \"Statements\": what a host signs; bytes are hexadecimal",
            [
                PublicationCase("without-buyers", DrawRequests.New()),
                PublicationCase("with-buyers", DrawRequests.WithBuyers("11010519491231002X", "440524188001010014")),
            ]
        );

    [Fact]
    public void Imports_are_frozen()
    {
        var point = Suite.P256.Group.MultiplySecret(
            Suite.P256.Group.RandomScalar(new SeededEntropy("import")),
            Suite.P256.Group.Generator,
            Entropy.System
        );
        var request = DrawRequests.WithBuyers("11010519491231002X") with
        {
            Groups = [new SeatGroup(["A08"], ExpertLevel.Intermediate, 4)],
            Regions = [],
            ReserveDepth = 0,
        };
        var import = new ExternalImport
        {
            Request = request,
            System = "省综合评标专家库",
            Number = "2026-17",
            Experts = [.. Enumerable.Range(1, 4).Select(i => Enumerable.Repeat((byte)i, 32).ToArray())],
            PaperHash = Suite.P256.Hash(Encoding.ASCII.GetBytes("%PDF")),
            PaperBytes = 4,
            PlatformKey = point.Encode(),
            Gate = point.Encode(),
            Host = point.Encode(),
            Supervisor = Suite.P256.Group.Generator.Encode(),
            Drill = true,
        };
        var naming = new PersonNaming(request.Draw, import.Hash(), 20_001, "张三", "11010519491231002X");
        Compare(
            "imports.json",
            "docs/spec/draw.md, \"External draws\" and \"Statements\"; bytes are hexadecimal",
            [
                new
                {
                    request = Hex(DrawRequestCodec.ToBytes(request)),
                    import = Hex(ExternalImportCodec.ToBytes(import)),
                    hash = Hex(import.Hash()),
                    statement = Hex(DrawStatements.Import(import.Hash(), [1, 2, 3])),
                    arrival = Hex(
                        new PositionStatement(request.Draw, import.Hash(), 0, 20_001, PositionOutcome.Arrived).ToBytes()
                    ),
                    naming = Hex(naming.ToBytes()),
                },
            ]
        );
    }

    private static object PublicationCase(string name, DrawRequest request)
    {
        var entropy = new SeededEntropy($"publication {name}");
        var (custodian, gate) = (Suite.P256.Group.RandomScalar(entropy), Suite.P256.Group.RandomScalar(entropy));
        var trustees = new Trustees(entropy);
        var policies = DrawLots.Purposes.Select(p => LockPolicyCodec.ToBytes(trustees.Policy(request, p))).ToList();
        var salt = BoxFor(custodian);
        var gateSalt = request.BuyerSeats.Count > 0 ? BoxFor(gate) : [];
        return new
        {
            name,
            request = Hex(DrawRequestCodec.ToBytes(request)),
            requestHash = Hex(request.Hash()),
            personSalt = Hex(DrawRequests.PersonSalt),
            policies = policies.Select(Hex),
            custodianSecret = Hex(custodian.Encode()),
            gateSecret = Hex(gate.Encode()),
            salt = Hex(salt),
            gateSalt = Hex(gateSalt),
            statement = Hex(DrawStatements.Publication(Suite.P256, request.Hash(), policies, salt, gateSalt)),
        };

        byte[] BoxFor(Scalar secret) =>
            SealedBox.Seal(
                Suite.P256,
                Suite.P256.Group.MultiplySecret(secret, Suite.P256.Group.Generator, entropy),
                Tags.DrawSealedSalt,
                request.Hash(),
                DrawRequests.PersonSalt,
                entropy
            );
    }

    private static object SeatingCase(Random random)
    {
        var seats = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, 4)).ToArray();
        var candidates = Enumerable
            .Range(0, random.Next(3, 14))
            .Select(_ => new Candidate((ushort)random.Next(1, 1 << seats.Length), $"{random.Next(0, 9):x2}"))
            .ToArray();
        var order = Enumerable.Range(0, candidates.Length).ToArray();
        random.Shuffle(order);
        var dropped = order.Where(_ => random.Next(4) == 0).ToArray();
        var outcome = Seating.Replay(
            [.. seats.Select(s => new SeatGroup(["A08"], ExpertLevel.Intermediate, s))],
            candidates,
            order,
            dropped
        );
        return new
        {
            seats,
            positions = candidates.Select(c => new { c.Groups, c.Label }),
            order,
            dropped,
            steps = outcome.Steps.Select(s => new[] { s.Position, s.Group, s.InsteadOf }),
            shortage = outcome.Shortage is { } s ? new { s.Group, binding = s.Binding.ToString() } : null,
        };
    }

    private static object WholeCase(Draw draw)
    {
        var t = draw.Transcript;
        return new
        {
            trust = draw.Trustees.Trust.ToText(),
            personSalt = Hex(Draw.PersonSalt),
            secrets = draw.Commitment.Secrets.Select(s => new
            {
                s.Code,
                salt = Hex(s.Salt),
                s.Expert.Number,
                s.Expert.Name,
                s.Expert.Id,
                s.Expert.Phone,
                s.Expert.Specialities,
                level = (int)s.Expert.Level,
                s.Expert.Region,
                s.Expert.Employer,
                s.Expert.EmployerCode,
                status = (int)s.Expert.Status,
                since = s.Expert.Since.DayNumber,
                until = s.Expert.Until?.DayNumber,
            }),
            request = Hex(t.Request),
            policies = t.Policies.Select(Hex),
            certificates = t.Certificates.Select(Hex),
            head = Hex(t.Head),
            positions = t.Positions.Select(Hex),
            root = Hex(t.Root),
            message = Hex(DrawBeacon.Message(draw.Request.Draw, t.Root, 0)),
            answers = t.Answers.Select(Hex),
            value = Hex(t.Value),
            order = Beacon.Order(Suite.P256, t.Value, t.Positions.Count),
            steps = t.Steps.Select(s => new[] { s.Position, s.Group, s.InsteadOf }),
            t.Dropped,
            resultSalt = Hex(t.ResultSalt),
            resultHash = Hex(t.ResultHash),
            opened = t.Shown.Select(s => new
            {
                s.Position,
                sharedName = Hex(draw.Shared(LockPurpose.Names, s.Position).Encode()),
                sharedContact = Hex(draw.Shared(LockPurpose.Contact, s.Position).Encode()),
                s.Record.Number,
                rest = Hex(s.Record.Rest),
            }),
        };
    }

    private static IEnumerable<(string Name, string Text)> TableCases()
    {
        const string Header =
            "number,name,id,phone,specialities,level,region,employer,employer_code,status,since,until";
        const string Row =
            "E-1,张三,11010519491231002X,13800000001,A0801,正高级,450300,甲院,91110000802100433B,在库,2025-01-01,";
        yield return ("good", $"{Header}\r\n{Row}\r\n");
        yield return ("byte-order-mark", $"\uFEFF{Header}\n{Row}");
        yield return ("twice", $"{Header}\n{Row}\n{Row}\n");
        yield return ("open-quote", $"{Header}\n\"{Row}\n{Row}\n");
        yield return ("stray-quote", $"{Header}\n{Row.Replace("张三", "张\"三\"")}\n");
        yield return ("doubled-quotes", $"{Header}\n{Row.Replace("张三", "\"张\"\"三\"")}\n");
        yield return ("line-break", $"{Header}\n{Row.Replace("张三", "\"张\n三\"")}\n{Row.Replace("E-1", "E 1")}\n");
        yield return ("short-row", $"{Header}\nE-1,张三\n{Row}\n");
        yield return ("empty-line", $"{Header}\n\n{Row}\n");
        yield return ("everything-wrong", $"{Header}\n?,=,1,2,3,4,5,6,7,8,9,10\n");
        yield return ("header-alone", Header);
        yield return ("header-wrong", $"{Header},更多,name\n");
        yield return ("empty", "");
    }

    private static object TableCase((string Name, string Text) c)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(c.Text));
        var read = ExpertTable.ReadAll(file);
        return new
        {
            c.Name,
            c.Text,
            experts = read.Experts.Select(e => e.Number),
            faults = read.Faults.Select(f => new
            {
                f.Line,
                f.Column,
                field = f.Field is { } field ? TableWords.Of(field, isChinese: false) : "",
                code = f.Code.ToString(),
                f.OtherLine,
            }),
        };
    }
}
