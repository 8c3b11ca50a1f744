using System.Text;

namespace Trading.Evaluation.Tests.Pool;

/// <summary>The table's reader: what it takes, what it refuses, and where it says that a fault stands.</summary>
public class ExpertTableTests
{
    private const string Header =
        "专家编号,姓名,身份证号,手机号,评标专业,职称级别,地区代码,工作单位,单位信用代码,状态,状态起始日,状态截止日";

    private const string Good =
        "E-0001,张三,11010519491231002X,13800000001,A0801;A0802,正高级,450300,桂林甲设计院,91110000802100433B,在库,2025-01-01,";

    private static readonly Expert Zhang = new(
        "E-0001",
        "张三",
        "11010519491231002X",
        "13800000001",
        ["A0801", "A0802"],
        ExpertLevel.Senior,
        "450300",
        "桂林甲设计院",
        "91110000802100433B",
        ExpertStatus.Admitted,
        new DateOnly(2025, 1, 1),
        null
    );

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void A_row_is_read_whatever_ends_its_line(string end)
    {
        foreach (var mark in new[] { "", "\uFEFF" })
        foreach (var last in new[] { "", end })
            AssertSame([Zhang], Read($"{mark}{Header}{end}{Good}{last}"));
    }

    [Fact]
    public void English_names_in_another_order_give_the_same_row() =>
        AssertSame(
            [Zhang],
            Read(
                "until,since,status,employer_code,employer,region,level,specialities,phone,id,name,number\n"
                    + ",2025-01-01,admitted,91110000802100433B,桂林甲设计院,450300,senior,A0801;A0802,13800000001,"
                    + "11010519491231002X,张三,E-0001"
            )
        );

    [Fact]
    public void Quoted_cells_hold_commas_and_doubled_marks() =>
        AssertSame(
            [Zhang with { Employer = "甲,\"乙\"院", Name = "𠮷野" }],
            Read($"{Header}\n{Good.Replace("桂林甲设计院", "\"甲,\"\"乙\"\"院\"").Replace("张三", "\"𠮷野\"")}")
        );

    [Fact]
    public void Somebody_without_an_employer_is_read() =>
        AssertSame(
            [Zhang with { Employer = "", EmployerCode = "" }],
            Read($"{Header}\n{Good.Replace("桂林甲设计院,91110000802100433B", ",")}")
        );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_written_is_read_again(bool isChinese)
    {
        Expert[] experts =
        [
            Zhang,
            Zhang with
            {
                Number = "e",
                Id = "450302199002296541",
                Phone = "19912345678",
                Name = "a\"b,c",
                Employer = "\"",
                Level = ExpertLevel.Intermediate,
                Status = ExpertStatus.Suspended,
                Until = new DateOnly(2027, 12, 31),
            },
        ];
        experts[1] = experts[1] with { Id = WithCheck("45030219920229654") };
        using var file = new MemoryStream();
        ExpertTable.Write(file, experts, isChinese);
        file.Position = 0;
        AssertSame(experts, ExpertTable.ReadAll(file));
    }

    [Fact]
    public void A_small_x_is_the_check_character_in_every_table()
    {
        AssertSame([Zhang], Read($"{Header}\n{Good.Replace("002X", "002x", StringComparison.Ordinal)}"));
        const string Twice = "name,id\n张三,11010519491231002x\n李四,11010519491231002X\n";
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(Twice));
        var persons = PersonTable.ReadAll(file);
        Assert.Equal(["11010519491231002X"], persons.Ids);
        Assert.Equal(TableFaultCode.DoubleId, Assert.Single(persons.Faults).Code);
    }

    public static TheoryData<string, string, int, TableFaultCode> OneFault() =>
        new()
        {
            { "E-0001", "E 0001", 1, TableFaultCode.BadNumber },
            { "E-0001", "", 1, TableFaultCode.Empty },
            { "E-0001", new string('1', 33), 1, TableFaultCode.TooLong },
            { "张三", "", 2, TableFaultCode.Empty },
            { "张三", new string('张', 33), 2, TableFaultCode.TooLong },
            { "张三", "张三 ", 2, TableFaultCode.EdgeBlank },
            { "张三", "\u3000张三", 2, TableFaultCode.EdgeBlank },
            { "张三", "张\u200b三", 2, TableFaultCode.BadCharacter },
            { "张三", "张\ue000三", 2, TableFaultCode.BadCharacter },
            { "张三", "张\t三", 2, TableFaultCode.BadCharacter },
            { "张三", "=1+1", 2, TableFaultCode.Formula },
            { "11010519491231002X", "11010519491231002y", 3, TableFaultCode.BadId },
            { "11010519491231002X", "1.10105E+17", 3, TableFaultCode.BadId },
            { "11010519491231002X", "110105194912310021", 3, TableFaultCode.WrongIdCheck },
            { "11010519491231002X", WithCheck("11010519490229002"), 3, TableFaultCode.BadBirthday },
            { "13800000001", "12800000001", 4, TableFaultCode.BadPhone },
            { "13800000001", "1380000000", 4, TableFaultCode.BadPhone },
            { "A0801;A0802", "A0801；A0802", 5, TableFaultCode.BadSpeciality },
            { "A0801;A0802", "A080", 5, TableFaultCode.BadSpeciality },
            { "A0801;A0802", "A0801;", 5, TableFaultCode.BadSpeciality },
            { "A0801;A0802", "A0801;A0801", 5, TableFaultCode.DoubleSpeciality },
            {
                "A0801;A0802",
                string.Join(';', Enumerable.Range(10, 17).Select(n => $"A{n}")),
                5,
                TableFaultCode.TooManySpecialities
            },
            { "正高级", "高级", 6, TableFaultCode.UnknownLevel },
            { "450300", "480000", 7, TableFaultCode.BadRegion },
            { "450300", "450001", 7, TableFaultCode.BadRegion },
            { "桂林甲设计院", "", 8, TableFaultCode.HalfEmployer },
            { "桂林甲设计院", "@甲", 8, TableFaultCode.Formula },
            { "91110000802100433B", "", 9, TableFaultCode.HalfEmployer },
            { "91110000802100433B", "91110000802100433A", 9, TableFaultCode.BadEmployerCode },
            { "在库", "在职", 10, TableFaultCode.UnknownStatus },
            { "2025-01-01", "2025/1/1", 11, TableFaultCode.BadDate },
            { "2025-01-01", "2025-02-29", 11, TableFaultCode.BadDate },
            { "2025-01-01,", "2025-01-01,2024-12-31", 12, TableFaultCode.DatesReversed },
        };

    [Theory, MemberData(nameof(OneFault))]
    public void A_wrong_cell_is_named_by_line_and_column(string right, string wrong, int column, TableFaultCode code)
    {
        var second = Good.Replace("E-0001", "E-0002")
            .Replace("11010519491231002X", WithCheck("11010519491231003"))
            .Replace("13800000001", "13800000002");
        var read = Read($"{Header}\n{Good.Replace(right, wrong)}\n{second}\n");
        var field = TableWords.Fields[column - 1];
        Assert.Equal([new TableFault(2, column, field, code)], read.Faults);
        Assert.Equal(["E-0002"], read.Experts.Select(e => e.Number));
        Assert.Equal(2, read.Rows);
    }

    [Fact]
    public void All_faults_of_a_row_are_told_in_the_order_of_its_cells()
    {
        var read = Read($"{Header}\n,,1,2,3,4,5,=6,7,8,9,10\n");
        Assert.Equal(Enumerable.Range(1, 12), read.Faults.Select(f => f.Column));
    }

    [Fact]
    public void What_only_one_expert_may_have_is_told_with_both_lines_even_of_a_faulty_row()
    {
        var faulty = Good.Replace("正高级", "?");
        var read = Read($"{Header}\n{faulty}\n{Good}\n");
        Assert.Equal(
            [
                new TableFault(2, 6, TableField.Level, TableFaultCode.UnknownLevel),
                new TableFault(3, 1, TableField.Number, TableFaultCode.DoubleNumber, 2),
                new TableFault(3, 3, TableField.Id, TableFaultCode.DoubleId, 2),
                new TableFault(3, 4, TableField.Phone, TableFaultCode.DoublePhone, 2),
            ],
            read.Faults
        );
    }

    [Fact]
    public void A_quotation_mark_that_nobody_closes_breaks_its_own_line_alone()
    {
        var read = Read($"{Header}\n{Good.Replace("张三", "\"张三")}\n{Good}\n");
        Assert.Equal([new TableFault(2, 2, null, TableFaultCode.OpenQuote)], read.Faults);
        AssertSame([Zhang], read with { Faults = [] });
    }

    [Fact]
    public void A_line_break_in_a_quoted_cell_is_told_where_it_stands_and_lines_are_counted_on()
    {
        var broken = Good.Replace("张三", "\"张\n三\"").Replace("正高级", "?");
        var read = Read($"{Header}\r\n{broken}\r\n{Good.Replace("E-0001", "?")}\r\n");
        Assert.Equal(
            [
                new TableFault(2, 2, TableField.Name, TableFaultCode.LineBreak),
                new TableFault(3, 6, TableField.Level, TableFaultCode.UnknownLevel),
                new TableFault(4, 1, TableField.Number, TableFaultCode.BadNumber),
                new TableFault(4, 3, TableField.Id, TableFaultCode.DoubleId, 3),
                new TableFault(4, 4, TableField.Phone, TableFaultCode.DoublePhone, 3),
            ],
            read.Faults
        );
    }

    [Theory]
    [InlineData("a\"b", TableFaultCode.StrayQuote)]
    [InlineData("\"a\"b", TableFaultCode.StrayQuote)]
    public void A_stray_quotation_mark_is_named(string name, TableFaultCode code) =>
        Assert.Equal([new TableFault(2, 2, null, code)], Read($"{Header}\n{Good.Replace("张三", name)}").Faults);

    [Theory]
    [InlineData("", 2)]
    [InlineData("a", 2)]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11", 12)]
    [InlineData("1,2,3,4,5,6,7,8,9,10,11,12,13", 13)]
    public void A_row_of_another_length_names_the_first_cell_that_is_missing_or_too_many(string row, int column) =>
        Assert.Equal(
            [new TableFault(2, column, null, TableFaultCode.WrongCellCount)],
            Read($"{Header}\n{row}\n").Faults
        );

    [Fact]
    public void A_line_that_is_too_long_is_told_and_the_next_is_read()
    {
        var longest = new string('x', TableLimits.LineBytes + 1);
        var read = Read($"{Header}\n{longest}\n{Good}");
        Assert.Equal([new TableFault(2, 0, null, TableFaultCode.LineTooLong)], read.Faults);
        Assert.Single(read.Experts);
        Assert.Equal(TableFaultCode.WrongCellCount, Assert.Single(Read($"{Header}\n{longest[1..]}\n").Faults).Code);
    }

    [Fact]
    public void Another_coding_is_told_where_it_stands()
    {
        byte[] gbk = [.. Encoding.UTF8.GetBytes(Header + "\nE-0001,"), 0xD5, 0xC5, 0xC8, 0xFD];
        var rest = Encoding.UTF8.GetBytes(Good[Good.IndexOf(",1101", StringComparison.Ordinal)..]);
        Assert.Equal(
            [new TableFault(2, 2, TableField.Name, TableFaultCode.NotUtf8)],
            ReadBytes([.. gbk, .. rest]).Faults
        );
        // Of a whole file in another coding one sentence is said, and not one for each column.
        Assert.Equal(
            [new TableFault(1, 2, null, TableFaultCode.NotUtf8)],
            ReadBytes([.. "number,"u8, 0xD7, 0xA8, 0xBC, 0xD2, .. ",b\nE-1,2,3\n"u8]).Faults
        );
    }

    [Fact]
    public void A_header_names_each_column_once()
    {
        Assert.Equal([new TableFault(1, 0, null, TableFaultCode.NoHeader)], Read("").Faults);
        Assert.Equal(
            [
                new TableFault(1, 2, TableField.Number, TableFaultCode.DoubleColumn),
                new TableFault(1, 3, null, TableFaultCode.UnknownColumn),
                new TableFault(1, 0, TableField.Name, TableFaultCode.MissingColumn),
                new TableFault(1, 0, TableField.Id, TableFaultCode.MissingColumn),
            ],
            Read($"number,专家编号,名{Header[(Header.IndexOf(",手机号", StringComparison.Ordinal))..]}\n{Good}").Faults
        );
        Assert.Empty(Read(Header).Faults);
    }

    [Fact]
    public void Rows_past_the_limit_are_not_read()
    {
        var lines = new StringBuilder(Header).Append('\n');
        for (var i = 0; i <= TableLimits.Rows; i++)
            lines.Append("x\n");
        var read = Read(lines.ToString());
        Assert.Equal(TableLimits.Rows + 1, read.Faults.Count);
        Assert.Equal(new TableFault(TableLimits.Rows + 2, 0, null, TableFaultCode.TooManyRows), read.Faults[^1]);
    }

    [Fact]
    public void Bytes_past_the_limit_are_not_read()
    {
        using var endless = new EndlessStream(Encoding.UTF8.GetBytes(Header + "\n"));
        var last = ExpertTable.Read(endless).Last();
        Assert.Equal(TableFaultCode.FileTooLarge, Assert.Single(last.Faults).Code);
        Assert.InRange(endless.Taken, TableLimits.FileBytes, TableLimits.FileBytes + (1 << 17));
    }

    [Fact]
    public void Pieces_of_any_size_give_the_same_rows()
    {
        var text = $"{Header}\r\n{Good}\r\n{Good.Replace("张三", "\"张,三\"")}\r\n";
        using var slow = new SlowStream(Encoding.UTF8.GetBytes(text));
        Assert.Equal(Read(text).Faults, ExpertTable.ReadAll(slow).Faults);
    }

    [Fact]
    public void An_expert_prints_no_name_and_no_number_of_a_person() => Assert.Equal("Expert E-0001", $"{Zhang}");

    internal static string WithCheck(string digits) => digits + ResidentId.CheckOf(digits);

    private static ExpertTableReading Read(string text) => ReadBytes(Encoding.UTF8.GetBytes(text));

    private static ExpertTableReading ReadBytes(byte[] bytes)
    {
        using var file = new MemoryStream(bytes);
        return ExpertTable.ReadAll(file);
    }

    // Records compare lists by reference.
    private static void AssertSame(Expert[] expected, ExpertTableReading read)
    {
        Assert.Empty(read.Faults);
        Assert.Equal(expected.Length, read.Experts.Count);
        foreach (var (one, other) in expected.Zip(read.Experts))
        {
            Assert.Equal(one.Specialities, other.Specialities);
            Assert.Equal(one, other with { Specialities = one.Specialities });
        }
    }

    /// <summary>A beginning, then lines for ever.</summary>
    private sealed class EndlessStream(byte[] beginning) : ReadingStream
    {
        public long Taken { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (var i = 0; i < count; i++, Taken++)
                buffer[offset + i] =
                    Taken < beginning.Length ? beginning[Taken]
                    : Taken % 4000 == 0 ? (byte)'\n'
                    : (byte)'x';
            return count;
        }
    }

    /// <summary>One byte at a time.</summary>
    private sealed class SlowStream(byte[] bytes) : ReadingStream
    {
        private int at;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (at == bytes.Length)
                return 0;
            buffer[offset] = bytes[at++];
            return 1;
        }
    }

    private abstract class ReadingStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
