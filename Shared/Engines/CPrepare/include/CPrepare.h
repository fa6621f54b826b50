// Nothing is called from outside: the library acts when a program that it is loaded into begins.
#pragma once
