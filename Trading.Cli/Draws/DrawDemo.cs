using System.Globalization;
using Trading.Crypto;
using Trading.Evaluation.Audits;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;

namespace Trading.Cli;

/// <summary>
/// A whole draw in this process, told step by step: what everybody sees, and at the end what gateway and gate alone
/// see. All of it is real but the distance between the roles.
/// </summary>
internal sealed class DrawDemo
{
    private readonly IReadOnlyList<Expert> experts;
    private readonly Entropy entropy;
    private readonly DrawWords words;
    private readonly TextWriter output;
    private readonly DemoTrustees trustees;
    private readonly byte[] personSalt = new byte[PersonHash.SaltBytes];
    private readonly DrawRequest request;
    private readonly DrawLocks locks;

    /// <summary>Prepares a draw of so many seats; a request that no gate lets through is refused.</summary>
    public DrawDemo(IReadOnlyList<Expert> experts, int seats, Entropy entropy, DrawWords words, TextWriter output)
    {
        (this.experts, this.entropy, this.words, this.output) = (experts, entropy, words, output);
        entropy.Fill(personSalt);
        request = DemoRequest.Of(experts, seats, personSalt, entropy);
        if (RequestGates.Check(request, DrawRules.Find(request.Rules, request.RulesVersion)!) is [var refusal, ..])
            throw CommandException.Refused(
                words.Of(refusal),
                refusal.Rule,
                words.Say("choose another number of seats", "请另定席位数")
            );
        trustees = new DemoTrustees(entropy);
        locks = trustees.Locks(request);
    }

    /// <summary>Draws and tells; the exit code says whether everything that was drawn verifies.</summary>
    public int Run()
    {
        TellPool();
        TellRequest();
        TellLocks();
        var (pool, shortage) = Custodian.Prepare(request, personSalt, experts, new HashSet<string>(), entropy);
        if (pool is null)
            throw Refusal(shortage!);
        TellFilter(pool);
        var (commitment, reduction) = Commit(pool);
        TellCommitment(commitment);
        var (answers, value) = Beacon(commitment.Root);
        var drawn = new DrawnSeats(request, commitment, value, words);
        Head(7, words.Say("Seats", "就位"));
        foreach (var line in drawn.Walk())
            output.WriteLine(line);
        if (drawn.First.Shortage is { } unfilled)
            throw Refusal(unfilled);
        var dropped = Notice(commitment, drawn);
        var seated = drawn.Replay(dropped);
        if (seated.Shortage is { } fewer)
            throw Refusal(fewer);
        TellSubstitute(dropped, seated);
        var shown = Arrive(commitment, seated);
        return Check(Transcript(commitment, reduction, answers, value, seated, dropped, shown), seated);
    }

    private static string Short(byte[] bytes) => $"{Convert.ToHexStringLower(bytes.AsSpan(0, 8))}…";

    private void Head(int number, string title) =>
        output.WriteLine(number == 1 ? $"{number}. {title}" : $"\n{number}. {title}");

    private void Line(string english, string chinese) => output.WriteLine($"   {words.Say(english, chinese)}");

    private CommandException Refusal(Shortage shortage)
    {
        var group = string.Join('/', request.Groups[shortage.Group].Specialities);
        return CommandException.Refused(
            words.Say(
                $"Group {shortage.Group + 1} ({group}) needs {shortage.Needed}, its reserve included, and "
                    + $"{shortage.Left} are left. What keeps most out: {words.Of(shortage.Binding)}.",
                $"第 {shortage.Group + 1} 组（{group}）连同备选需要 {shortage.Needed} 人，只有 {shortage.Left} 人。"
                    + $"主要原因：{words.Of(shortage.Binding)}。"
            ),
            "spec:draw",
            words.Say("ask for fewer seats, or for a larger pool", "请减少席位，或扩大名册")
        );
    }

    private void TellPool()
    {
        Head(1, words.Say("Pool", "名册"));
        Line(
            $"{DrawWords.Number(experts.Count)} experts, without a fault",
            $"专家 {DrawWords.Number(experts.Count)} 人，表格无误"
        );
    }

    private void TellRequest()
    {
        Head(2, words.Say("Request", "申请"));
        for (var g = 0; g < request.Groups.Count; g++)
        {
            var (codes, title) = (string.Join('/', request.Groups[g].Specialities), words.Of(request.Groups[g].Least));
            Line(
                $"group {g + 1}: {request.Groups[g].Seats} of {codes}, {title} or higher",
                $"第 {g + 1} 组：{codes}，{title}以上，{request.Groups[g].Seats} 人"
            );
        }
        Line(
            $"day of the draw {request.Day:yyyy-MM-dd}; hash {Short(request.Hash())}",
            $"抽取日 {request.Day:yyyy-MM-dd}；摘要 {Short(request.Hash())}"
        );
        Line(
            "that day is the last on which a status of the table begins: this reads no clock, and draws the same again",
            "此日取自名册中最晚的状态起始日：演示不看时钟，同一名册总是同一天，可以重演"
        );
    }

    private void TellLocks()
    {
        Head(3, words.Say("Locks of three trustees, two of whom open", "三个受托人建锁，任意两个可开"));
        LockCertificate[] made = [locks.Draw, locks.Names, locks.Contact];
        for (var i = 0; i < made.Length; i++)
            output.WriteLine($"   {words.Tell(words.Of(DemoTrustees.Purposes[i]), Short(made[i].LockId))}");
    }

    private void TellFilter(PreparedPool pool)
    {
        Head(4, words.Say("Filter: counts, and nobody's name", "筛选：只公布人数，不公布姓名"));
        for (var i = 0; i < pool.Excluded.Count; i++)
            output.WriteLine($"   {words.Tell(words.Of((Constraint)i), DrawWords.Number(pool.Excluded[i]))}");
        Line($"may be drawn: {DrawWords.Number(pool.Rows.Count)}", $"可抽取：{DrawWords.Number(pool.Rows.Count)}");
    }

    private (Commitment, ReductionTranscript?) Commit(PreparedPool pool)
    {
        Head(5, words.Say("Commitment, before anybody can know the outcome", "承诺：在任何人得知结果之前"));
        if (!pool.NeedsReduction)
            return (Custodian.Commit(request, locks, pool, null, entropy), null);
        var rows = pool.ReductionRows();
        var head = Custodian.ReductionHead(request, locks, pool);
        var root = Reduction.Root(Suite.P256, head, rows);
        var batches = Answer(root);
        var (value, _) = DrawBeacon.ValueOf(locks.Draw, request.Draw, root, 0, batches.Take(2));
        var order = Crypto.Beacon.Order(Suite.P256, value!, rows.Count);
        var commitment = Custodian.Commit(request, locks, pool, (order, root), entropy);
        Line(
            $"a draw of its own keeps {DrawWords.Number(commitment.Positions.Count)} of {DrawWords.Number(rows.Count)} "
                + $"hashes under the root {Short(root)}",
            $"先在根 {Short(root)} 下的 {DrawWords.Number(rows.Count)}"
                + $" 个摘要中抽出 {DrawWords.Number(commitment.Positions.Count)} 个"
        );
        var transcript = new ReductionTranscript(
            head.ToBytes(),
            rows,
            root,
            [.. batches.Take(2).Select(b => b.ToBytes())]
        );
        return (commitment, transcript);
    }

    private void TellCommitment(Commitment commitment)
    {
        var first = commitment.Positions[0];
        Line(
            $"{DrawWords.Number(commitment.Positions.Count)} "
                + $"positions in a secret order; position 0 as everybody sees it:",
            $"{DrawWords.Number(commitment.Positions.Count)} 个位置，次序保密；公众看到的第 0 号位置："
        );
        Line(
            $"groups {DrawnSeats.GroupsOf(first.Groups)}, {words.Of(first.Level)}, employer {Short(first.Label)}",
            $"组别 {DrawnSeats.GroupsOf(first.Groups)}，{words.Of(first.Level)}，单位代号 {Short(first.Label)}"
        );
        Line(
            $"name {Short(first.NameRecord)}, contact {Short(first.ContactRecord)}, row {Short(first.RowHash)}",
            $"姓名密文 {Short(first.NameRecord)}，联系密文 {Short(first.ContactRecord)}，整行摘要 {Short(first.RowHash)}"
        );
        output.WriteLine($"   {words.Say("root", "根")} {Convert.ToHexStringLower(commitment.Root)}");
    }

    private PartialBatch[] Answer(byte[] root)
    {
        var (_, opening) = DrawBeacon.Of(locks.Draw, request.Draw, root, 0);
        return [.. Enumerable.Range(1, DemoTrustees.Count).Select(i => trustees.Answer(LockPurpose.Draw, opening, i))];
    }

    // Every two answers give the same value: the third can neither steer nor stop it.
    private (byte[][] Answers, byte[] Value) Beacon(byte[] root)
    {
        Head(6, words.Say("Beacon", "随机信标"));
        var batches = Answer(root);
        output.WriteLine(
            $"   {words.Say("message", "消息")} {Convert.ToHexStringLower(DrawBeacon.Message(request.Draw, root, 0))}"
        );
        byte[] value = [];
        foreach (var (a, b) in new[] { (0, 1), (0, 2), (1, 2) })
        {
            value = DrawBeacon.ValueOf(locks.Draw, request.Draw, root, 0, [batches[a], batches[b]]).Value!;
            Line(
                $"trustees {a + 1} and {b + 1}: {Convert.ToHexStringLower(value)}",
                $"受托人 {a + 1}、{b + 1}：{Convert.ToHexStringLower(value)}"
            );
        }
        return ([.. batches.Take(2).Select(batch => batch.ToBytes())], value);
    }

    private int[] Notice(Commitment commitment, DrawnSeats drawn)
    {
        Head(
            8,
            words.Say(
                "Notice: everybody sees counts, the gateway one phone at a time",
                "通知：公众只见人数，网关逐个看到电话"
            )
        );
        var first = drawn.First.Steps[0].Position;
        var contact = OpenRecord.Contact(
            locks.Contact,
            request.Hash(),
            commitment.Positions[first],
            Shared(LockPurpose.Contact, commitment, first)
        )!;
        Line(
            $"the gateway alone: position {first} is {contact.Phone}, code {contact.Code}; no name, no project",
            $"仅网关可见：第 {first} 号位置电话 {contact.Phone}，口令 {contact.Code}；没有姓名和项目"
        );
        var declines = drawn.First.Steps[^1].Position;
        Line($"suppose that position {declines} declines", $"假设第 {declines} 号位置谢绝");
        return [declines];
    }

    private void TellSubstitute(int[] dropped, SeatingOutcome seated)
    {
        Line(
            $"everybody: {request.DrawnSeats - dropped.Length} of {request.DrawnSeats} confirmed",
            $"公众可见：{request.DrawnSeats} 人中 {request.DrawnSeats - dropped.Length} 人已确认"
        );
        foreach (var step in seated.Steps.Where(s => dropped.Contains(s.InsteadOf)))
            Line(
                $"the next position that fits is {step.Position}, for group {step.Group + 1}",
                $"次序中下一个合适的是第 {step.Position} 号位置，补第 {step.Group + 1} 组"
            );
    }

    private List<ShownName> Arrive(Commitment commitment, SeatingOutcome seated)
    {
        Head(
            9,
            words.Say(
                "Arrival: each name opens at the door, and to the gate alone",
                "到场：姓名在门口逐个揭示，仅报到台可见"
            )
        );
        var shown = new List<ShownName>();
        foreach (var position in seated.Steps.Select(s => s.Position).Where(seated.Seated.ContainsKey))
        {
            var (secret, point) = (commitment.Secrets[position], Shared(LockPurpose.Names, commitment, position));
            if (shown.Count == 0)
                TellWrongCode(commitment, position, point, secret);
            var record = OpenName(commitment, position, point, secret.Code, secret.Expert.Id)!;
            shown.Add(new ShownName(position, record));
            Line(
                $"position {position}: {record.Number} {ScreenText.Clean(record.Name)}",
                $"第 {position} 号位置：{record.Number} {ScreenText.Clean(record.Name)}"
            );
        }
        return shown;
    }

    private void TellWrongCode(Commitment commitment, int position, Point point, SecretRow secret)
    {
        var wrong = (int.Parse(secret.Code, CultureInfo.InvariantCulture) + 1) % 100_000_000;
        var opened = OpenName(
            commitment,
            position,
            point,
            wrong.ToString("D8", CultureInfo.InvariantCulture),
            secret.Expert.Id
        );
        if (opened is null)
            Line($"position {position} with another code: nothing opens", $"第 {position} 号位置用别的口令：打不开");
    }

    private NameRecord? OpenName(Commitment commitment, int position, Point point, string code, string id) =>
        OpenRecord.Name(locks.Names, request.Hash(), commitment.Positions[position], point, code, id);

    private Point Shared(LockPurpose purpose, Commitment commitment, int position)
    {
        var opening = OpenRecord.Opening(
            purpose == LockPurpose.Names ? locks.Names : locks.Contact,
            request.Hash(),
            commitment.Root,
            purpose == LockPurpose.Names ? RecordKind.Name : RecordKind.Contact,
            commitment.Positions[position]
        );
        var batches = Enumerable.Range(2, DemoTrustees.Threshold).Select(i => trustees.Answer(purpose, opening, i));
        return opening.Combine(batches).Shared![0];
    }

    private DrawTranscript Transcript(
        Commitment commitment,
        ReductionTranscript? reduction,
        byte[][] answers,
        byte[] value,
        SeatingOutcome seated,
        int[] dropped,
        List<ShownName> shown
    )
    {
        var salt = new byte[DrawResult.SaltBytes];
        entropy.Fill(salt);
        return new DrawTranscript
        {
            Request = DrawRequestCodec.ToBytes(request),
            Policies = [.. DemoTrustees.Purposes.Select(p => LockPolicyCodec.ToBytes(trustees.Policy(request, p)))],
            Certificates = [locks.Draw.ToBytes(), locks.Names.ToBytes(), locks.Contact.ToBytes()],
            Reduction = reduction,
            Head = commitment.Head.ToBytes(),
            Positions = [.. commitment.Positions.Select(p => p.ToBytes())],
            Root = commitment.Root,
            Again = [],
            Answers = answers,
            Value = value,
            Steps = seated.Steps,
            Dropped = dropped,
            ResultSalt = salt,
            ResultHash = DrawResult.Hash(Suite.P256, salt, value, seated.Steps),
            Shown = shown,
        };
    }

    private int Check(DrawTranscript transcript, SeatingOutcome seated)
    {
        Head(10, words.Say("Checks, from what was published alone", "核验：只用已公布的内容"));
        var report = DrawAudit.Run(transcript, trustees.Trust());
        foreach (var check in report.Checks)
            output.WriteLine($"   {check.Number} {words.Tell(words.TitleOf(check.Number), words.Of(check.Outcome))}");
        if (report.ExitCode != ExitCode.Done)
            throw CommandException.Refused(
                words.Say("The draw does not verify.", "抽取未通过核验。"),
                "spec:draw",
                words.Say("report the seed and this version", "请报告种子和本程序版本")
            );
        output.WriteLine(
            "\n"
                + words.Say(
                    $"seated {seated.Seated.Count} of {request.DrawnSeats}, verified",
                    $"应到 {request.DrawnSeats} 席，就位 {seated.Seated.Count} 席，核验通过"
                )
        );
        return ExitCode.Done;
    }
}
