using System.Text;
using Trading.Crypto;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Statements;
using Trading.Evaluation.Tests.Fixtures;

namespace Trading.Cli.Tests;

/// <summary>
/// A draw of another system, copied from its paper: what such a draw does not have is refused by its key, each fault of
/// the table by line and column, and no number is shown again. What both sign, the gate can read.
/// </summary>
public sealed class ImportDrawTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Drawn = Now.AddHours(-3);
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7 every name");
    private static readonly Expert[] People = [.. InventedExperts.Of(6)];
    private Hall hall = null!;

    public async Task InitializeAsync() => hall = await Hall.Open();

    public Task DisposeAsync()
    {
        hall.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void Its_instant_is_the_other_systems_and_nobody_is_drawn_for_a_seat_here()
    {
        var draft = Read(Sound).ToImportedDraft(Now, Drawn);
        Assert.Equal((Micros(Drawn), Micros(Now.AddHours(2))), (draft.DrawAt, draft.RoomAt));
        Assert.Equal((0, 0), (draft.ReserveDepth, draft.Regions.Count));
    }

    [Theory]
    [InlineData("\"custody\": \"Single\"", "no custody")]
    [InlineData("\"regions\": [\"450300\"]", "no regions")]
    [InlineData("\"reserve\": 1", "no reserve")]
    [InlineData("\"drawAt\": \"2026-12-01T08:00:00+08:00\"", "no drawAt")]
    public void What_an_external_draw_does_not_have_is_refused_by_its_key(string key, string said)
    {
        var file = Read(Sound.Replace("\"place\"", key + ", \"place\"", StringComparison.Ordinal));
        var refused = Assert.Throws<CommandException>(() => file.ToImportedDraft(Now, Drawn));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("leave ", refused.NextStep, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"seats\": 5", "\"seats\": 51", "seats cannot be 51")]
    [InlineData("2026-12-01T11:00:00+08:00", "2026-12-01T08:30:00+08:00", "has passed")]
    [InlineData("\"roomAt\": \"2026-12-01T11:00:00+08:00\", ", "", "The room has no hour")]
    public void What_cannot_be_is_named(string sound, string broken, string said)
    {
        Assert.Contains(sound, Sound, StringComparison.Ordinal);
        var file = Read(Sound.Replace(sound, broken, StringComparison.Ordinal));
        var refused = Assert.Throws<CommandException>(() => file.ToImportedDraft(Now, Drawn));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refused.NextStep);
    }

    [Fact]
    public void A_draw_ahead_is_none() =>
        Assert.Contains(
            "lies ahead",
            Assert.Throws<CommandException>(() => Read(Sound).ToImportedDraft(Now, Now.AddSeconds(1))).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("姓名,身份证号\r\n")]
    [InlineData("name,id\n")]
    public void A_table_has_its_columns_in_either_language(string header)
    {
        var text = header + string.Join('\n', People.Select(p => $"{p.Name},{p.Id}"));
        Assert.Equal(People.Select(p => p.Id), ImportDrawCommand.ReadPersons(Write("persons.csv", text), false));
    }

    [Theory]
    [InlineData("name,id\n{0},{1}\n{0},{1}\n", "line 3, column B", "line 2 has this identity number already")]
    [InlineData("name,id\n{0},{1}7\n", "line 2, column B", "too long")]
    [InlineData("name,id\n{0},45990019600101000A\n", "line 2, column B", "17 digits")]
    [InlineData("name,id\n,{1}\n", "line 2, column A", "empty")]
    [InlineData("id,name\n{1}\n", "line 2, column B", "more or fewer cells")]
    [InlineData("name\n{0}\n", "line 1", "missing")]
    [InlineData("name,id,phone\n{0},{1},1\n", "line 1, column C", "no column has this name")]
    [InlineData("name,id\n\"{0},{1}\n", "line 2, column A", "none closes")]
    public void A_fault_of_the_table_is_named_by_its_place_and_no_number_shown(string form, string place, string said)
    {
        var text = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, People[0].Name, People[0].Id);
        var path = Write("persons.csv", text);
        var refused = Assert.Throws<CommandException>(() => ImportDrawCommand.ReadPersons(path, false));
        Assert.Contains(place, refused.Message, StringComparison.Ordinal);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        var chinese = Assert.Throws<CommandException>(() => ImportDrawCommand.ReadPersons(path, true));
        Assert.Contains("第 ", chinese.Message, StringComparison.Ordinal);
        foreach (var all in new[] { refused.Message + refused.NextStep, chinese.Message + chinese.NextStep })
            Assert.DoesNotContain(People[0].Id[..6], all, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_sign_what_the_gate_can_read()
    {
        using var gate = SigningKeyOf(out var secret, out var trust);
        using var host = PersonKey.Load(hall.Shell.At("host.key"));
        using var supervisor = PersonKey.Load(hall.Shell.At("supervisor.key"));
        var made = Draft(5).Publish(trust, host, supervisor, Entropy.System);
        Assert.Empty(ExternalGates.Check(made.Import, DrawRules.ProcurementGoods));
        Assert.True(ExternalImportCodec.TryParse(ExternalImportCodec.ToBytes(made.Import), out _));
        var signed = DrawStatements.Import(made.Import.Hash(), made.GateSalt);
        Assert.True(
            SigningKey.Verify(Suite.P256, host.PublicPoint, Tags.DrawImport, signed, made.HostSignature)
                && SigningKey.Verify(
                    Suite.P256,
                    supervisor.PublicPoint,
                    Tags.DrawImport,
                    signed,
                    made.SupervisorSignature
                )
        );
        var salt = SealedBox.Open(
            Suite.P256,
            secret,
            Tags.DrawSealedSalt,
            made.Import.Hash(),
            made.GateSalt,
            Entropy.System
        );
        Assert.Equal(made.Salt, salt);
        var seats = PersonSeat.Of(made.Import);
        Assert.All(People.Take(5), p => Assert.NotNull(PersonSeat.Find(seats, Suite.P256, salt!, p.Id)));
        Assert.Null(PersonSeat.Find(seats, Suite.P256, salt!, People[5].Id));
        HandInPaperCommand.Demand(made.Import, made.Salt, Pdf);
        Assert.Contains("paper", RefusalOf(made.Import, made.Salt, [.. Pdf, 0]), StringComparison.Ordinal);
        Assert.Contains("salt", RefusalOf(made.Import, new byte[32], Pdf), StringComparison.Ordinal);
        Assert.Contains("salt", RefusalOf(made.Import, [1], Pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void The_supervisor_signs_elsewhere_what_the_host_signed_and_nothing_else()
    {
        using var gate = SigningKeyOf(out _, out var trust);
        using var host = PersonKey.Load(hall.Shell.At("host.key"));
        using var supervisor = PersonKey.Load(hall.Shell.At("supervisor.key"));
        var made = Draft(5).Propose(trust, host, supervisor.PublicPoint, Entropy.System);
        Assert.Empty(made.SupervisorSignature);
        var text = ImportFile.Print(made);
        foreach (var person in People)
            Assert.DoesNotContain(person.Id, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(made.Salt), text, StringComparison.Ordinal);

        var read = ImportFile.Read(Write("draw.import", text), trust);
        Assert.Empty(read.Salt);
        var both = ImportFile.Read(Write("signed.import", ImportFile.Print(read.SignedBy(supervisor))), trust);
        Assert.Equal(made.HostSignature, both.HostSignature);
        Assert.True(
            SigningKey.Verify(
                Suite.P256,
                supervisor.PublicPoint,
                Tags.DrawImport,
                made.Statement,
                both.SupervisorSignature
            )
        );
        SignImportCommand.Demand(both.Import, made.Salt, [.. People.Take(5).Reverse().Select(p => p.Id)]);
        foreach (var others in new[] { People.Take(4), People.Skip(1), People })
            Assert.Contains(
                "not those",
                Assert
                    .Throws<CommandException>(() =>
                        SignImportCommand.Demand(both.Import, made.Salt, [.. others.Select(p => p.Id)])
                    )
                    .Message,
                StringComparison.Ordinal
            );
    }

    [Theory]
    [InlineData("trading-import/1", "trading-import/2", "format")]
    [InlineData("\"draw\": \"", "\"draw\": \"0", "format")]
    [InlineData("\"hostSignature\": \"", "\"more\": 1, \"hostSignature\": \"", "$.more is unknown")]
    public void An_import_that_is_none_says_so(string sound, string broken, string said)
    {
        using var gate = SigningKeyOf(out _, out var trust);
        using var host = PersonKey.Load(hall.Shell.At("host.key"));
        using var supervisor = PersonKey.Load(hall.Shell.At("supervisor.key"));
        var text = ImportFile.Print(Draft(5).Propose(trust, host, supervisor.PublicPoint, Entropy.System));
        Assert.Contains(sound, text, StringComparison.Ordinal);
        Assert.Contains(
            said,
            RefusalOf(text.Replace(sound, broken, StringComparison.Ordinal), trust),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_import_of_others_or_with_a_signature_of_others_is_refused()
    {
        using var gate = SigningKeyOf(out _, out var trust);
        using var another = SigningKeyOf(out _, out var elsewhere);
        using var host = PersonKey.Load(hall.Shell.At("host.key"));
        using var supervisor = PersonKey.Load(hall.Shell.At("supervisor.key"));
        var made = Draft(5).Propose(trust, host, supervisor.PublicPoint, Entropy.System);
        Assert.Contains("trust file", RefusalOf(ImportFile.Print(made), elsewhere), StringComparison.Ordinal);
        Assert.Contains("signature", RefusalOf(ImportFile.Print(made.SignedBy(host)), trust), StringComparison.Ordinal);
        var other = Draft(5).Propose(trust, host, supervisor.PublicPoint, Entropy.System);
        var swapped = ImportFile.Print(made with { GateSalt = other.GateSalt });
        Assert.Contains("signature", RefusalOf(swapped, trust), StringComparison.Ordinal);
        var even = Draft(4) with
        {
            Draft = Read(Sound.Replace("\"seats\": 5", "\"seats\": 4", StringComparison.Ordinal))
                .ToImportedDraft(Now, Drawn),
        };
        var ruled = even.Propose(trust, host, supervisor.PublicPoint, Entropy.System);
        Assert.Contains("rules", RefusalOf(ImportFile.Print(ruled), trust), StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_together_is_refused()
    {
        using var gate = SigningKeyOf(out _, out var trust);
        using var host = PersonKey.Load(hall.Shell.At("host.key"));
        using var supervisor = PersonKey.Load(hall.Shell.At("supervisor.key"));
        Assert.Contains("4 persons", Refused(Draft(4), supervisor), StringComparison.Ordinal);
        Assert.Contains("same key", Refused(Draft(5), host), StringComparison.Ordinal);
        Assert.Contains("--system", Refused(Draft(5) with { System = "" }, supervisor), StringComparison.Ordinal);
        Assert.Contains("--number", Refused(Draft(5) with { Number = new string('1', 101) }, supervisor), default);

        string Refused(ImportDraft draft, PersonKey second) =>
            Assert.Throws<CommandException>(() => draft.Publish(trust, host, second, Entropy.System)).Message;
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a letter", "no PDF")]
    public void A_paper_is_a_PDF(string text, string said) =>
        Assert.Contains(
            said,
            Assert.Throws<CommandException>(() => ImportDrawCommand.ReadPaper(Write("paper.pdf", text))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Another_supervisors_key_is_refused_before_anything_is_sent()
    {
        var room = DateTimeOffset.UtcNow.AddHours(3).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        Write("draw.json", Sound.Replace("2026-12-01T11:00:00+08:00", room, StringComparison.Ordinal));
        Write("persons.csv", "name,id\n");
        Write("paper.pdf", "%PDF-1.7");
        var ran = await hall.Shell.Run([
            "import-draw",
            "--file",
            "./draw.json",
            "--persons",
            "./persons.csv",
            "--paper",
            "./paper.pdf",
            "--system",
            "省库",
            "--number",
            "1",
            "--drawn-at",
            "2026-01-01T09:00:00+08:00",
            "--trust",
            "./trust.txt",
            "--key",
            "./host.key",
            "--supervisor-key",
            "./host.key",
        ]);
        Assert.Equal(ExitCode.Usage, ran.Code);
        Assert.Contains("--supervisor-key is not the key of", ran.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(hall.Shell.At("paper.pdf.salt")));
    }

    private ImportDraft Draft(int experts) =>
        new(
            Read(Sound).ToImportedDraft(Now, Drawn),
            "广西综合评标专家库",
            "2026-0302-17",
            [.. People.Take(experts).Select(p => p.Id)],
            Pdf
        );

    private string RefusalOf(string text, TrustFile trust) =>
        Assert.Throws<CommandException>(() => ImportFile.Read(Write("some.import", text), trust)).Message;

    private static string RefusalOf(ExternalImport import, byte[] salt, byte[] paper) =>
        Assert.Throws<CommandException>(() => HandInPaperCommand.Demand(import, salt, paper)).Message;

    private SigningKey SigningKeyOf(out Scalar secret, out TrustFile trust)
    {
        var key = SigningKey.Generate(Suite.P256);
        secret = Suite.P256.Group.RandomScalar(Entropy.System);
        var point = Suite.P256.Group.Multiply(secret, Suite.P256.Group.Generator).Encode();
        trust = new TrustFile(
            hall.Trust.Platforms,
            [],
            [],
            [new TrustedOffice(OfficeKind.Gate, "gate", key.PublicPoint, point)]
        );
        return key;
    }

    private DrawFile Read(string text) => DrawFile.Read(Write("draw.json", text));

    private string Write(string name, string text)
    {
        var path = hall.Shell.At(name);
        File.WriteAllText(
            path,
            text.Replace("supervisor.der", hall.Shell.At("supervisor.der"), StringComparison.Ordinal)
        );
        return path;
    }

    private static long Micros(DateTimeOffset at) =>
        (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private const string Sound = """
        { "rules": "procurement-goods",
          "groups": [ { "specialities": ["A08"], "least": "Senior", "seats": 5 } ],
          "buyerUnit": "91459900900000001A",
          "roomAt": "2026-12-01T11:00:00+08:00", "place": "3 号门", "drill": true,
          "supervisor": "supervisor.der" }
        """;
}
