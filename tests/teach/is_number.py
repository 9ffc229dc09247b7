# tests/teach/is_number.py -- a trap
value = 1000
if value is 1000:
    print('the same')
print('done')
