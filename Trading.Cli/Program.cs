Console.WriteLine("trading");
